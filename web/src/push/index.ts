/** The public entry of `@vmeste/web/push`: news in this browser, for pages that offer them. */
export { default as PushSwitch } from './push-switch.vue'
export type { BrowserPush } from './browser-push.ts'
