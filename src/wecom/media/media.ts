/** What WeCom takes as a plain file [90253]: more than 5 bytes, at most 20 MB. */
export const MOST_FILE_BYTES = 20 * 1024 * 1024;

/** A file by its name, as whoever gets it sees it, and its bytes. */
export interface MediaFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Temporary media: whoever of the corp has a media id can send it, for three days [90253]. */
export interface MediaApi {
  /** Hands a file over and answers its media id. Another try makes another id; the one that is not sent is gone after three days. */
  upload(file: MediaFile): Promise<string>;
}
