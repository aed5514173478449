/** What a template may name, and where it stands decides how it is written there. */
export interface Filling {
  readonly to: string
  readonly text: string
  /** The same for every try of one message: a gateway that knows it already need not send it twice. */
  readonly id: string
  readonly secret: string
}
export type Escape = (value: string) => string

export const inAddress: Escape = encodeURIComponent
/** Inside the quotes of a text in JSON. */
export const inJson: Escape = (value) => JSON.stringify(value).slice(1, -1)
/** A line of a header has one line and no letters beyond Latin. */
export const inHeader: Escape = (value) => value.replaceAll(/[^\x20-\x7e]/g, '')

export const fillTemplate = (template: string, values: Filling, escape: Escape): string =>
  template.replaceAll(/\{(to|text|id|secret)\}/g, (_whole, name: keyof Filling) => escape(values[name]))

/** A body that begins as JSON is JSON; any other is a form. */
export const isJsonTemplate = (template: string): boolean => /^\s*[{[]/.test(template) && !/^\s*\{\w+\}/.test(template)
