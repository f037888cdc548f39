export type PasskeyKind = 'sign_in' | 'use' | 'enrol';

/** Whether this browser has passkeys at all. Browser only. */
export function hasPasskeys(): boolean {
	return typeof PublicKeyCredential === 'function';
}

/**
 * Asks the server for a challenge and the device for its answer, as JSON to post. Undefined when the person turned it
 * down, the device can't, or there is no network. Browser only.
 */
export async function askDevice(kind: PasskeyKind): Promise<string | undefined> {
	try {
		const response = await fetch('/passkey/options', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ kind }),
		});
		if (!response.ok) return undefined;
		const optionsJSON = await response.json();
		const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser');
		const answer =
			kind === 'enrol'
				? await startRegistration({ optionsJSON })
				: await startAuthentication({ optionsJSON });
		return JSON.stringify(answer);
	} catch {
		return undefined; // turned down, timed out, or not possible here: the page says what else there is
	}
}
