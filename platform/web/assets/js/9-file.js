// ファイルから入れる: the text of a chosen file goes into its field; nothing is sent by choosing.
for (const chooser of document.querySelectorAll("[data-file-into]")) {
  const field = document.getElementById(chooser.dataset.fileInto);
  const input = chooser.querySelector("input[type=file]");
  if (!field || !input) continue;
  chooser.hidden = false;
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    field.value = await file.text();
    tsunagu.say("ファイルの内容を欄に入れました。");
    field.focus();
  });
}
