/** What the stand-in of the library undoes: a sum and the text, mixed with a stream that the key seeds. Protects nothing. */
export function lockedFor(key: string, plaintext: Buffer): string {
  const sum = plaintext.reduce((total, byte) => (total + byte) & 0xff, 0);
  let state = seedOf(key);
  const mixed = Buffer.concat([Buffer.from([sum]), plaintext]);
  for (let at = 0; at < mixed.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    mixed[at] = ((mixed[at] ?? 0) ^ state) & 0xff;
  }
  return mixed.toString('hex');
}

function seedOf(key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 16_777_619);
  return hash >>> 0 || 1;
}
