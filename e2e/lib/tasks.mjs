// Tasks that others build upon, written against a way (lib/ways.mjs).
export const WATER = "水道課お客様窓口";
export const HOUSING = "住宅課";

export const region = (way, name) => way.main.getByRole("region", { name });
export const starting = (text) => new RegExp(`^${text}`);

// 相談を受ける: from any page to what was decided. No name: the name was not heard yet.
export async function receive(way, { name = null, words, concern = "税金や公共料金等の支払い", told = null, then }) {
  await way.follow("相談を受ける", way.page.getByRole("banner"));
  if (name) {
    await way.write("探す", name);
    await way.send("新しい人");
  } else {
    await way.follow("名前はまだ聞いていない");
  }
  await way.write("お聞きしたこと(本人のことばで)", words);
  await way.concern(concern);
  if (told) await way.write("お伝えしたこと", told);
  await way.send(starting(then));
}

// つなぐシート: consent, counter, reason, sent.
export async function connect(way, { to, reason }) {
  await way.pick("口頭で同意");
  const first = way.main.getByRole("group", { name: "つなぎ先 1" });
  await way.counter(to, first);
  await way.write("紹介する理由", reason, first);
  await way.send(starting("送る"));
  await way.reads("送りました。");
}

// From 今日 to the sheet about somebody, by one of its lists.
export async function fromToday(way, list, name) {
  await way.follow("今日");
  await way.follow(new RegExp(name), region(way, starting(list)));
}

// 人を探す: from any page, by the search at the top.
export async function find(way, name) {
  const finder = way.page.getByRole("search", { name: "どの画面からでも人を探す" });
  await way.write("人を探す", name, finder);
  await way.send("探す", finder);
  await way.follow(name, way.main);
}
