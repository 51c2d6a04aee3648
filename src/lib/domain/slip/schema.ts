import type { Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import type { Fen } from '../money/fen';

/** What a receipt's code says of the payment: no name, no door. */
export interface SlipFacts {
	bookingId: Id;
	/** The list that it was taken for, or the campaign of a donation that was taken at no door. */
	forId: Id;
	fen: Fen;
	day: Day;
}

/** That a server vouches for a phone's key. */
export interface Certificate {
	/** Names the server's key: eight bytes in hexadecimal. */
	keyId: string;
	deviceId: Id;
	personId: Id;
	/** The last day of payments that the phone's key is good for. */
	until: Day;
	/** The phone's public key: a point of P-256, both coordinates. */
	publicKey: Uint8Array;
}

/** A code that was read. Until its signatures were checked it says nothing. */
export interface Slip {
	facts: SlipFacts;
	certificate: Certificate;
	/** Of the server, and what it is of. */
	vouched: { signature: Uint8Array; message: Uint8Array };
	/** Of the phone, and what it is of. */
	signed: { signature: Uint8Array; message: Uint8Array };
}

/** A server's public key by its name. */
export interface ServerKey {
	id: string;
	/** Both coordinates in hexadecimal. */
	publicKey: string;
}
