import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Trouble } from './say.mjs';

/** Whether an address reaches no further than this machine. */
export const isLoopback = (host) =>
	host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);

/**
 * Throws a `Trouble` for an address of other devices without https. Browsers keep pages and records for days without
 * signal only from a secure origin, and passwords would cross the network in clear.
 */
export function checkIsSecure(host, tls, env) {
	if (isLoopback(host) || tls || env.ORIGIN?.startsWith('https:')) return;
	throw new Trouble(
		`别的设备要通过 https 才能离线使用、密码才不外泄：在地址 ${host} 上请加 --tls-cert 和 --tls-key；已有反向代理时请设 ORIGIN=https://…。`,
		`Other devices need https to work offline and to keep passwords to themselves: on address ${host} add --tls-cert and --tls-key, or set ORIGIN=https://… behind a proxy that has it.`
	);
}

function read(file, option) {
	try {
		return readFileSync(file);
	} catch (error) {
		throw new Trouble(
			`${option} 的文件 ${file} 读不出来（${error.code}）。`,
			`The file of ${option}, ${file}, cannot be read (${error.code}).`
		);
	}
}

function parse(work, file, option) {
	try {
		return work();
	} catch {
		throw new Trouble(
			`${option} 的文件 ${file} 不是 PEM 格式的${option === '--tls-cert' ? '证书' : '私钥'}。`,
			`The file of ${option}, ${file}, is no ${option === '--tls-cert' ? 'certificate' : 'private key'} in PEM.`
		);
	}
}

/**
 * Reads a certificate with its chain and its key, both PEM: `{cert, key}`. Throws a `Trouble` for files that cannot be
 * read, are something else, do not belong together, or have run out by `now` (epoch ms).
 */
export function readTls({ cert: certFile, key: keyFile }, now = Date.now()) {
	const [cert, key] = [read(certFile, '--tls-cert'), read(keyFile, '--tls-key')];
	const certificate = parse(() => new X509Certificate(cert), certFile, '--tls-cert');
	const privateKey = parse(() => createPrivateKey(key), keyFile, '--tls-key');
	if (!certificate.checkPrivateKey(privateKey))
		throw new Trouble(
			`证书 ${certFile} 和私钥 ${keyFile} 不是一对。`,
			`The certificate ${certFile} and the key ${keyFile} do not belong together.`
		);
	if (Date.parse(certificate.validTo) <= now)
		throw new Trouble(
			`证书 ${certFile} 已于 ${certificate.validTo} 过期，请先更新。`,
			`The certificate ${certFile} ran out on ${certificate.validTo}; renew it first.`
		);
	return { cert, key };
}
