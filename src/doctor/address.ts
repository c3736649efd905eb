/** Only this machine can open it. */
export const isLoopback = (origin: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(origin).hostname);
