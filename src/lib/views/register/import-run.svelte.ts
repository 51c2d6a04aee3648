import type { RemoteProblem } from '$lib/app/remote';
import {
	askStatus,
	cancelImport,
	confirmImport,
	sendFile,
	type ImportStatus
} from './import-remote';

/** How often the server is asked while it works, ms. */
const askEveryMs = 600;

type Step = 'idle' | 'uploading' | 'working' | 'over';

/**
 * One import as the page sees it. It may outlive a broken line: the server goes on, and the next answer shows how far.
 * Call `leave` when the page goes; the job stays as it is.
 */
export class ImportRun {
	step = $state<Step>('idle');
	status = $state.raw<ImportStatus>();
	/** Why the last request got no good answer; null when it did. */
	trouble = $state.raw<RemoteProblem | null>(null);
	stopping = $state(false);
	private upload: AbortController | null = null;
	private timer: ReturnType<typeof setTimeout> | undefined;
	private isLeft = false;

	/** Sends the file and follows its check. */
	async start(file: File): Promise<void> {
		this.reset();
		this.step = 'uploading';
		this.upload = new AbortController();
		const sent = await sendFile(file, this.upload.signal);
		const isStopped = this.upload.signal.aborted;
		this.upload = null;
		if (isStopped) return this.reset();
		if (!sent.ok) {
			this.trouble = sent.error;
			this.step = 'idle';
			return;
		}
		await this.follow(sent.value.jobId);
	}

	/** Lets a checked import be written. */
	async confirm(): Promise<void> {
		const jobId = this.status?.jobId;
		if (!jobId) return;
		this.step = 'working';
		await this.take(jobId, await confirmImport(jobId));
	}

	/** Stops wherever it is: during the upload, the check or the writing. */
	async stop(): Promise<void> {
		this.stopping = true;
		this.upload?.abort();
		const jobId = this.status?.jobId;
		if (jobId && this.step !== 'uploading') await this.take(jobId, await cancelImport(jobId));
	}

	/** Back to choosing a file. */
	reset(): void {
		clearTimeout(this.timer);
		this.step = 'idle';
		this.status = undefined;
		this.trouble = null;
		this.stopping = false;
	}

	/** The page goes: no more questions. */
	leave(): void {
		this.isLeft = true;
		clearTimeout(this.timer);
		this.upload?.abort();
	}

	private async follow(jobId: string): Promise<void> {
		if (!this.isLeft) await this.take(jobId, await askStatus(jobId));
	}

	private async take(jobId: string, asked: Awaited<ReturnType<typeof askStatus>>): Promise<void> {
		if (this.isLeft || (this.status && this.status.jobId !== jobId)) return;
		clearTimeout(this.timer);
		this.trouble = asked.ok ? null : asked.error;
		if (asked.ok) this.status = asked.value;
		const isGone = !asked.ok && asked.error.code === 'notFound';
		const isWorking = !asked.ok || ['reading', 'checking', 'writing'].includes(asked.value.phase);
		this.step = isGone ? 'idle' : isWorking ? 'working' : 'over';
		if (isGone) this.status = undefined;
		if (!isWorking || isGone) this.stopping = false;
		if (this.step === 'working') this.timer = setTimeout(() => void this.follow(jobId), askEveryMs);
	}
}
