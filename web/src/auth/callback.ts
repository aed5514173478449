/**
 * The only address the identity provider ever returns to. In the hidden frame of a silent check it hands the answer to
 * the page around it; in a window it goes on to where the person was, with the answer still in the fragment, which that
 * page takes in.
 */
if (parent !== window) parent.postMessage(location.href, location.origin)
else {
  // a link in a letter opens another tab of the browser in which the letter was asked for
  const [here, anywhere] = [taken(sessionStorage), taken(localStorage)]
  const back = here ?? anywhere ?? '/'
  // a path of ours only: never a stranger's address
  location.replace((/^\/(?!\/|\\)/.test(back) ? back : '/') + location.hash)
}
function taken(storage: Storage): string | null {
  const path = storage.getItem('vmeste.return')
  storage.removeItem('vmeste.return')
  return path
}
export {}
