/** Other ways in which the characters of a word may be written. */
export type Spelling = 'plain' | 'pinyin' | 'pinyin-and-parts';

/**
 * How characters sound that lists of words are commonly made of. Of our own choice, short on purpose: a character that is missing is
 * simply not looked for in letters.
 */
// biome-ignore format: a table is read by rows
const sounds: Readonly<Record<string, string>> = {
  赌: 'du', 毒: 'du', 博: 'bo', 彩: 'cai', 票: 'piao', 嫖: 'piao', 娼: 'chang', 妓: 'ji', 鸡: 'ji', 色: 'se', 情: 'qing',
  黄: 'huang', 片: 'pian', 裸: 'luo', 聊: 'liao', 约: 'yue', 炮: 'pao', 性: 'xing', 爱: 'ai', 冰: 'bing', 麻: 'ma',
  大: 'da', 海: 'hai', 洛: 'luo', 因: 'yin', 摇: 'yao', 头: 'tou', 丸: 'wan', 枪: 'qiang', 支: 'zhi', 弹: 'dan', 药: 'yao',
  加: 'jia', 微: 'wei', 信: 'xin', 群: 'qun', 代: 'dai', 购: 'gou', 贷: 'dai', 款: 'kuan', 办: 'ban', 证: 'zheng',
  发: 'fa', 开: 'kai', 刷: 'shua', 单: 'dan', 兼: 'jian', 职: 'zhi', 返: 'fan', 利: 'li', 现: 'xian', 金: 'jin', 钱: 'qian',
  红: 'hong', 包: 'bao', 扫: 'sao', 码: 'ma', 优: 'you', 惠: 'hui', 券: 'quan', 投: 'tou', 资: 'zi', 稳: 'wen', 赚: 'zhuan',
  傻: 'sha', 逼: 'bi', 妈: 'ma', 滚: 'gun', 蛋: 'dan', 死: 'si', 狗: 'gou', 猪: 'zhu', 脑: 'nao', 残: 'can', 废: 'fei',
  政: 'zheng', 府: 'fu', 法: 'fa', 轮: 'lun', 功: 'gong', 邪: 'xie', 教: 'jiao', 谣: 'yao', 言: 'yan', 下: 'xia', 注: 'zhu',
  庄: 'zhuang', 家: 'jia', 盘: 'pan', 口: 'kou', 外: 'wai', 围: 'wei', 六: 'liu', 合: 'he', 押: 'ya',
};

/** Characters that are written as their two halves. */
// biome-ignore format: a table is read by rows
const parts: Readonly<Record<string, string>> = {
  赌: '贝者', 博: '十尃', 彩: '采彡', 娼: '女昌', 妓: '女支', 嫖: '女票', 裸: '衣果', 枪: '木仓', 钱: '钅戋', 贷: '代贝',
  购: '贝勾', 骂: '口口马', 炮: '火包', 法: '氵去', 轮: '车仑', 功: '工力', 群: '君羊', 妈: '女马', 好: '女子', 微: '彳攵',
};

const mostSpellings = 32;

/** A folded word and its other spellings; long words are spelt all in letters, or with one character in letters. */
export function spellingsOf(word: string, spelling: Spelling): readonly string[] {
  if (spelling === 'plain') return [word];
  const ways = [...word].map((character) => waysOf(character, spelling));
  const many = ways.reduce((product, { length }) => product * length, 1);
  const made = many <= mostSpellings ? everyWay(ways) : someWays(ways);
  return [...new Set(made)].filter((way) => way === word || !isTooShort(way));
}

const waysOf = (character: string, spelling: Spelling): string[] =>
  [character, sounds[character], spelling === 'pinyin-and-parts' ? parts[character] : undefined].filter(
    (way) => way !== undefined,
  );

const everyWay = (ways: readonly (readonly string[])[]): string[] =>
  ways.reduce<string[]>((begun, next) => begun.flatMap((begin) => next.map((way) => begin + way)), ['']);

function someWays(ways: readonly (readonly string[])[]): string[] {
  const word = ways.map(([first]) => first).join('');
  const letters = ways.map(([first, second]) => second ?? first).join('');
  const one = ways.flatMap((of, nth) =>
    of.slice(1).map((way) => ways.map(([first], at) => (at === nth ? way : first)).join('')),
  );
  return [word, letters, ...one];
}

/** Two or three letters alone mean anything: 「ma」, 「hai」. */
const isTooShort = (way: string): boolean => /^[a-z]{1,3}$/u.test(way);
