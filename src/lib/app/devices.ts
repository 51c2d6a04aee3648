import { DevicesReply, type DevicesRequest, type OrderRequest } from '$lib/domain/device/schema';
import type { Result } from '$lib/domain/kernel/result';
import { getMeta } from '$lib/store/meta';
import { place } from './place.svelte';
import { post, type RemoteProblem } from './remote';

/** A page of people and their devices. Never throws. */
export const readDevices = (
	request: DevicesRequest
): Promise<Result<DevicesReply, RemoteProblem>> => post('/api/devices', request, DevicesReply);

/** Asks something of a device, or takes it back. Never throws. */
export const orderDevice = (request: OrderRequest): Promise<Result<unknown, RemoteProblem>> =>
	post('/api/devices/order', request);

/** The id of this very device, so that its line can say so. */
export const thisDevice = (): Promise<string | undefined> => getMeta(place().db, 'deviceId');
