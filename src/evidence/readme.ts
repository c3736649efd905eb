/** What lies in the pack, for whoever opens it years later without us. */
export const README = `群规 · 证据包 / Qungui evidence pack

case.json    本案：看到了什么、依据哪一条、告诉了谁、本人说明、谁作出决定、申诉结果。
             The case: what was seen, under which clause, who was told, the statement, who decided, the appeal.
trail.jsonl  审计记录中与本案有关的各条，含前后哈希。The records of the audit trail about this case, with their links.
policy.yaml  作出判断时所用的制度版本。The version of the policy by which it was judged.
SHA256SUMS   以上各文件的哈希。核对：sha256sum --check SHA256SUMS

每条审计记录：hash 覆盖 prev（上一条的哈希）、时间、种类和 bodyHash；bodyHash = 盐与正文的哈希。正文中的人以代号出现。
Each record's hash covers prev (the hash before it), its time, kind and bodyHash; bodyHash hashes the salt and the body.
People appear in bodies by pseudonym. Whether these records stand in the whole chain says: qungui audit verify

本包的生成已记入审计；本人可以看到。That this pack was taken is in the trail; the person it is about can see it.
`;
