declare global {
	namespace App {
		interface Locals {
			/** Who is signed in, by their session cookie; null for nobody. */
			person: { personId: string; name: string } | null;
		}
	}
}

export {};
