import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers';

/** Resident memory of a process over time (MB) and the processor time it took meanwhile (ms). Linux alone says so. */
export interface Watched {
	memory: number[];
	cpuMs: number;
}

/** Clock ticks per second in `/proc`, on every Linux that Node runs on. */
const ticks = 100;
const everyMs = 500;

const memoryOf = (pid: number): number =>
	Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1_024;

function cpuOf(pid: number): number {
	// The name in brackets may hold spaces; user and system time are the 14th and 15th field of the line.
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticks;
}

/** Watches a process until the answered function is called. Undefined where there is no `/proc`. */
export function watchProcess(pid: number): (() => Watched) | undefined {
	if (process.platform !== 'linux') return undefined;
	const before = cpuOf(pid);
	const memory = [memoryOf(pid)];
	const timer = setInterval(() => memory.push(memoryOf(pid)), everyMs);
	return () => {
		clearInterval(timer);
		memory.push(memoryOf(pid));
		return { memory, cpuMs: cpuOf(pid) - before };
	};
}
