import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerJson, formatAnswer, tableAnswer, textAnswer } from "@fairlead/runtime";

describe("answers on a terminal", () => {
  it("aligns columns, numbers to the right, without trailing blanks", () => {
    const answer = tableAnswer(
      ["id", "bit/s", "note"],
      [
        ["my-office-pc", 5, ""],
        ["1", 12_000, "x"],
      ],
    );
    assert.equal(
      formatAnswer(answer),
      ["id            bit/s  note", "my-office-pc      5", "1             12000  x"].join("\n"),
    );
  });

  it("shows an empty table as its heads", () => {
    assert.equal(formatAnswer(tableAnswer(["id", "ip"], [])), "id  ip");
  });

  it("ends without a line break, whether the text has one or not", () => {
    assert.equal(formatAnswer(textAnswer("one\ntwo\n")), "one\ntwo");
    assert.equal(formatAnswer(textAnswer("one")), "one");
  });

  it("lets no escape sequence of a client through", () => {
    assert.equal(formatAnswer(textAnswer("a\u001b[2J\nb")), "a\uFFFD[2J\nb");
    assert.ok(!formatAnswer(tableAnswer(["id"], [["\u009b2J"]])).includes("\u009b"));
  });

  it("gives programs objects by column name", () => {
    assert.equal(answerJson(tableAnswer(["id", "n"], [["a", 1]])), '[{"id":"a","n":1}]');
    assert.equal(answerJson(textAnswer("x")), '{"text":"x"}');
    assert.equal(answerJson({ kind: "error", message: "no" }), '{"error":"no"}');
  });
});
