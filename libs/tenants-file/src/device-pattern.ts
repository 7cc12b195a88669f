export const isPattern = (text: string): boolean => /[*?]/.test(text);

/** Whether a pattern fits: `*` is any text, `?` any one character. In time length × length at most, whatever the pattern. */
export function fitsPattern(pattern: string, text: string): boolean {
  let [at, in_, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    if (in_ < pattern.length && (pattern[in_] === "?" || pattern[in_] === text[at]) && pattern[in_] !== "*") {
      at += 1;
      in_ += 1;
    } else if (pattern[in_] === "*") {
      star = in_;
      mark = at;
      in_ += 1;
    } else if (star >= 0) {
      in_ = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (pattern[in_] === "*") in_ += 1;
  return in_ === pattern.length;
}
