/** What a message carries beside words: only what a rule may ask. Words of strangers stay in memory; see `content_mode`. */
export type MessageThing =
  | { readonly is: 'link'; readonly url: string; readonly title: string }
  | { readonly is: 'mini-program'; readonly appId: string; readonly title: string; readonly name: string }
  /** `extension` is lower-cased, without the dot; empty: none. `bytes` 0: not told. `md5` empty: not told. */
  | {
      readonly is: 'file';
      readonly name: string;
      readonly extension: string;
      readonly bytes: number;
      readonly md5: string;
      readonly on: 'message' | 'disk' | 'call';
    }
  | { readonly is: 'image'; readonly bytes: number; readonly md5: string }
  | { readonly is: 'sticker'; readonly md5: string }
  | { readonly is: 'voice'; readonly seconds: number }
  | { readonly is: 'video'; readonly seconds: number; readonly bytes: number; readonly md5: string }
  /** 普通, 拼手气, 激励. `totalFen`: hundredths of a yuan. */
  | {
      readonly is: 'red-packet';
      readonly how: 'plain' | 'lucky' | 'reward' | 'unknown';
      readonly count: number;
      readonly totalFen: number;
    }
  | { readonly is: 'card'; readonly id: string; readonly corpName: string }
  | { readonly is: 'place'; readonly title: string; readonly address: string }
  | { readonly is: 'document'; readonly title: string; readonly url: string }
  | { readonly is: 'call'; readonly how: 'voice' | 'video' | 'unknown'; readonly seconds: number }
  /** A post of a 视频号. */
  | { readonly is: 'channel-post'; readonly channel: string; readonly how: 'picture' | 'video' | 'live' | 'unknown' }
  /** One message inside a forwarded chat record; `text` null: not words. `sentAtMs` to the second. */
  | {
      readonly is: 'forwarded';
      readonly text: string | null;
      readonly sentAtMs: number;
      readonly from: 'group' | 'single';
    };
