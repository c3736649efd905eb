import type { Sent } from '../../web/call.ts';
import { formFields } from './fields.ts';

/** Read as it stands in the request; null: it is none of the two ways in which a browser writes a form, or holds more than one file. */
export async function formBody(type: string, body: unknown): Promise<Sent | null> {
  if (typeof body === 'string') return { form: formFields(body), file: null };
  if (!Buffer.isBuffer(body)) return { form: new URLSearchParams(), file: null };
  const parts = await partsOf(type, body);
  if (parts === null) return null;
  const fields = parts.filter((part): part is [string, string] => typeof part[1] === 'string');
  const files = parts
    .map(([, value]) => value)
    .filter((value) => typeof value !== 'string' && value.size > 0) as Blob[];
  const [file, another] = files;
  if (another) return null;
  // The fields of the other way are read by the same rules, whatever signs they hold.
  const form = formFields(new URLSearchParams(fields).toString());
  return { form, file: file ? new Uint8Array(await file.arrayBuffer()) : null };
}

/** The platform reads multipart; it holds all of it in memory, and the door has limited how much that is. */
async function partsOf(type: string, body: Buffer): Promise<[string, string | Blob][] | null> {
  try {
    const read = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return [...read];
  } catch {
    return null;
  }
}
