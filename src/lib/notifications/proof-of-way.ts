/** What is known of a notice by one way. */
export interface ProofOfWay {
	channel: 'email' | 'push';
	state: 'due' | 'sent' | 'failed';
	/** It was tried at least once. */
	tried: boolean;
	/** When the other side took it. */
	acceptedAt: Date | null;
	/** A code; of what is tried again that of the last try. */
	failure: string | null;
}
