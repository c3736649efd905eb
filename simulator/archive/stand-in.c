/*
 * A stand-in for WeCom's archive library: the same C ABI [91774], nothing but libc, no network and no cryptography.
 *
 * Beside the library lie, per corp, the records that the simulator appends (<corpid>.records, one "seq json" a line) and what is
 * to go wrong (<corpid>.fault, one line: stage what argument times). DecryptData undoes a toy cipher: it protects nothing.
 *
 *   cc -shared -fPIC -O1 -o libstand-in.so stand-in.c
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct { char corpid[128]; char secret[300]; } WeWorkFinanceSdk_t;
typedef struct { char *buf; int len; } Slice_t;

enum { BAD_PARAMETER = 10000, SYSTEM = 10003, DECRYPT_FAILED = 10006, MOST = 1000, LINE = 32 << 20 };

static char corp_of_process[128]; /* DecryptData is given no sdk */
static long decrypted;

static void place(char *out, size_t size, const char *corpid, const char *kind) {
  Dl_info info;
  const char *end;
  int folder;
  out[0] = 0;
  if (!dladdr((void *)place, &info) || !(end = strrchr(info.dli_fname, '/'))) return;
  folder = (int)(end - info.dli_fname);
  snprintf(out, size, "%.*s/%s.%s", folder, info.dli_fname, corpid, kind);
}

/* What is told to happen at this stage: spent before it happens, so that an abort happens as often as told. 0: nothing. */
static int fault_at(const char *stage, const char *message) {
  char path[1024], at[16] = "", what[16] = "", argument[80] = "";
  long times = 0;
  FILE *file;
  place(path, sizeof path, corp_of_process, "fault");
  if (!(file = fopen(path, "r"))) return 0;
  if (fscanf(file, "%15s %15s %79s %ld", at, what, argument, &times) != 4) times = 0;
  fclose(file);
  if (times == 0 || strcmp(at, stage)) return 0;
  if (!strcmp(what, "abort-on") && (!message || !strstr(message, argument))) return 0;
  if (!strcmp(what, "abort-nth") && decrypted < strtol(argument, NULL, 10)) return 0;
  if (times > 0 && (file = fopen(path, "w"))) {
    fprintf(file, "%s %s %s %ld\n", at, what, argument, times - 1);
    fclose(file);
  }
  if (!strcmp(what, "code")) return (int)strtol(argument, NULL, 10);
  if (!strcmp(what, "hang")) for (;;) pause();
  if (!strncmp(what, "abort", 5)) abort();
  return SYSTEM;
}

WeWorkFinanceSdk_t *NewSdk(void) { return calloc(1, sizeof(WeWorkFinanceSdk_t)); }
void DestroySdk(WeWorkFinanceSdk_t *sdk) { free(sdk); }

int Init(WeWorkFinanceSdk_t *sdk, const char *corpid, const char *secret) {
  if (!sdk || !corpid || !secret || !*corpid || !*secret) return BAD_PARAMETER;
  snprintf(sdk->corpid, sizeof sdk->corpid, "%s", corpid);
  snprintf(sdk->secret, sizeof sdk->secret, "%s", secret);
  snprintf(corp_of_process, sizeof corp_of_process, "%s", corpid);
  return fault_at("init", NULL);
}

Slice_t *NewSlice(void) { return calloc(1, sizeof(Slice_t)); }
void FreeSlice(Slice_t *slice) {
  if (slice) free(slice->buf);
  free(slice);
}
char *GetContentFromSlice(Slice_t *slice) { return slice->buf; }
int GetSliceLen(Slice_t *slice) { return slice->len; }

static int add(Slice_t *slice, const char *text, size_t length) {
  char *grown = realloc(slice->buf, slice->len + length + 1);
  if (!grown) return SYSTEM;
  memcpy(grown + slice->len, text, length);
  slice->buf = grown;
  slice->len += (int)length;
  grown[slice->len] = 0;
  return 0;
}

int GetChatData(WeWorkFinanceSdk_t *sdk, unsigned long long seq, unsigned int limit, const char *proxy, const char *passwd,
                int timeout, Slice_t *out) {
  char path[1024], *line, *json;
  unsigned int taken = 0;
  FILE *file;
  int code;
  (void)proxy, (void)passwd, (void)timeout;
  if (!sdk || !out || limit == 0 || limit > MOST) return BAD_PARAMETER;
  if ((code = fault_at("pull", NULL))) return code;
  place(path, sizeof path, sdk->corpid, "records");
  if (add(out, "{\"errcode\":0,\"errmsg\":\"ok\",\"chatdata\":[", 39)) return SYSTEM;
  if (!(line = malloc(LINE))) return SYSTEM;
  if ((file = fopen(path, "r"))) {
    while (taken < limit && fgets(line, LINE, file)) {
      size_t length = strlen(line);
      if (length == 0 || line[length - 1] != '\n') break; /* still being written */
      if (strtoull(line, &json, 10) <= seq) continue;
      if (taken++) add(out, ",", 1);
      add(out, json + 1, length - (size_t)(json + 1 - line) - 1);
    }
    fclose(file);
  }
  free(line);
  return add(out, "]}", 2);
}

static uint32_t seed_of(const char *key) {
  uint32_t hash = 2166136261u;
  for (; *key; key++) hash = (hash ^ (unsigned char)*key) * 16777619u;
  return hash ? hash : 1;
}

static int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The message is hex of (sum, text), each byte mixed with a stream that the key seeds; the sum tells a wrong key. */
int DecryptData(const char *key, const char *message, Slice_t *out) {
  uint32_t state, sum = 0;
  size_t length, at;
  int code;
  unsigned char first = 0;
  if (!key || !message || !out) return BAD_PARAMETER;
  decrypted++;
  if ((code = fault_at("decrypt", message))) return code;
  length = strlen(message);
  if (length < 2 || length % 2) return DECRYPT_FAILED;
  state = seed_of(key);
  free(out->buf);
  if (!(out->buf = malloc(length / 2))) return SYSTEM;
  for (at = 0; at < length / 2; at++) {
    int high = nibble(message[2 * at]), low = nibble(message[2 * at + 1]);
    unsigned char byte;
    if (high < 0 || low < 0) return DECRYPT_FAILED;
    state ^= state << 13, state ^= state >> 17, state ^= state << 5;
    byte = (unsigned char)(high * 16 + low) ^ (unsigned char)state;
    if (at == 0) first = byte;
    else out->buf[at - 1] = (char)byte, sum += byte;
  }
  out->len = (int)(length / 2 - 1);
  out->buf[out->len] = 0;
  return (unsigned char)sum == first ? 0 : DECRYPT_FAILED;
}

/* Media is never fetched; the symbols stand here because the library has them. */
typedef struct { char *outindexbuf; int out_len; char *data; int data_len; int is_finish; } MediaData_t;
int GetMediaData(WeWorkFinanceSdk_t *sdk, const char *index, const char *id, const char *proxy, const char *passwd, int timeout,
                 MediaData_t *out) {
  (void)sdk, (void)index, (void)id, (void)proxy, (void)passwd, (void)timeout, (void)out;
  return 10005;
}
MediaData_t *NewMediaData(void) { return calloc(1, sizeof(MediaData_t)); }
void FreeMediaData(MediaData_t *media) { free(media); }
