import type { Post } from './actor';
import type { Day } from './day';

/** Whether the appointment is in force on that day. Apart from the table of authority, which pages do not need to be shown. */
export const isPostOn = (post: Post, day: Day): boolean =>
	post.from <= day && (post.to === null || day <= post.to);
