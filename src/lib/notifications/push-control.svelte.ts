import { pushState, turnOff, turnOn, type PushState } from './push-client.ts';

/** Push messages on this device as a page shows them. `state` is undefined until the browser was asked. */
export function pushControl(owner: () => string) {
	let state = $state<PushState>();
	let busy = $state(false);
	let failed = $state(false);

	async function during(work: () => Promise<PushState | undefined>) {
		busy = true;
		failed = false;
		try {
			const next = await work();
			failed = next === undefined;
			state = next ?? state;
		} finally {
			busy = false;
		}
	}

	return {
		get state() {
			return state;
		},
		get busy() {
			return busy;
		},
		get failed() {
			return failed;
		},
		look: () => during(() => pushState(owner())),
		turnOn: () => during(() => turnOn(owner())),
		turnOff: () => during(turnOff),
	};
}
