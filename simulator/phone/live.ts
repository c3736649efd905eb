/** The only script of the pages: looks again every second, and stays at the end of a chat when one was there. */
export const LIVE_JS = `(() => {
  const { url } = document.currentScript.dataset;
  const place = document.getElementById('live');
  const atEnd = () => innerHeight + scrollY >= document.body.scrollHeight - 80;
  const toEnd = () => place.classList.contains('chat') && scrollTo(0, document.body.scrollHeight);
  let last = null;
  const look = async () => {
    try {
      const text = await (await fetch(url)).text();
      if (last !== null && text !== last && !place.contains(document.activeElement?.closest('select, input') ?? null)) {
        const follow = atEnd();
        place.innerHTML = text;
        if (follow) toEnd();
      }
      last = text;
    } catch {}
    setTimeout(look, 1000);
  };
  toEnd();
  look();
})();
`;
