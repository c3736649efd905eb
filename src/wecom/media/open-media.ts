import { z } from 'zod';
import type { Client } from '../client.ts';
import { Text } from '../fields.ts';
import type { MediaApi } from './media.ts';

const Uploaded = z.object({ media_id: Text });

/** Temporary media of the app [90253]. */
export function openMedia({ call }: Client): MediaApi {
  return {
    async upload(file) {
      const question = { kind: 'write', params: { type: 'file' }, file } as const;
      return (await call('app', 'media/upload', question, Uploaded)).media_id;
    },
  };
}
