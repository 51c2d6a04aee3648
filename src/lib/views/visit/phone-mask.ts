/** A phone number with its middle hidden, `138****5678`; a short one keeps only its last two digits. */
export function maskPhone(phone: string): string {
	if (phone.length >= 10) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
	return `${'*'.repeat(Math.max(0, phone.length - 2))}${phone.slice(-2)}`;
}
