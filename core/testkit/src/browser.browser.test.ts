import { expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'

/** What the portal asks of a browser: our letters as text, WebGL for the map, storage for drafts. */
const page = `<title>Вместе</title><canvas width=8 height=8></canvas><script>
  const gl = document.querySelector('canvas').getContext('webgl2', { preserveDrawingBuffer: true })
  if (gl) { gl.clearColor(0, 1, 0, 1); gl.clear(gl.COLOR_BUFFER_BIT); window.pixel = new Uint8Array(4); gl.readPixels(4, 4, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, window.pixel) }
</script><p style="font: 16px sans-serif; display: inline-block">Ўзда</p>`

test.each([{ from: 'npm' }, {}] as const)('a browser (%o) renders text and WebGL', async (choice) => {
  const browser = await launchBrowser(choice)
  try {
    const tab = await browser.newPage()
    await tab.setContent(page)
    expect(await tab.title()).toBe('Вместе')
    expect(await tab.evaluate('Array.from(window.pixel ?? [])')).toEqual([0, 255, 0, 255])
    expect((await tab.locator('p').boundingBox())?.width).toBeGreaterThan(20)
  } finally {
    await browser.close()
  }
})
