import type { MediaFile } from './media.ts';

interface Multipart {
  readonly contentType: string;
  readonly data: Buffer;
}

/** One file as `multipart/form-data` under the name that WeCom wants [90253]. A name is letters, digits and `.-_`; others become `_`. */
export function multipart({ name, bytes }: MediaFile, boundary: string): Multipart {
  const filename = name.replace(/[^A-Za-z0-9._-]/g, '_');
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="media"; filename="${filename}"; filelength=${bytes.byteLength}`,
    'Content-Type: application/octet-stream',
    '\r\n',
  ].join('\r\n');
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    data: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
