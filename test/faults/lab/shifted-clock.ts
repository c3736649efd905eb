// Loaded before a program: its host's clock is off by so many milliseconds, and leaps by as many more at SIGWINCH.
let offMs = Number(process.env.FAULT_SHIFT_MS ?? 0);
const leapMs = Number(process.env.FAULT_LEAP_MS ?? 0);
process.on('SIGWINCH', () => {
  offMs += leapMs;
});

const real = Date;
const now = (): number => real.now() + offMs;

globalThis.Date = new Proxy(real, {
  construct: (target, words: unknown[], made) => Reflect.construct(target, words.length === 0 ? [now()] : words, made),
  apply: () => new real(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
