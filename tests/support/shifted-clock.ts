// Preloaded (`--import`) into a process that a test starts: its Date begins at TEST_CLOCK_START and runs on from there.
// The product knows nothing of it, so that no setting can ever move the clock of a real school.
const start = new Date(process.env.TEST_CLOCK_START ?? '').getTime();
if (Number.isNaN(start)) throw new Error('TEST_CLOCK_START must say when the clock begins');

const RealDate = Date;
const offset = start - RealDate.now();
const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
	construct: (target, given: unknown[], newTarget) =>
		Reflect.construct(target, given.length > 0 ? given : [now()], newTarget) as Date,
	apply: (target) => new target(now()).toString(),
	get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
});
