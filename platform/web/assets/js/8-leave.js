// 離れる: a link that leaves the page without a step back to it.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-leave]") : null;
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  location.replace(link.href);
});
