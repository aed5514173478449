import type { Lang } from '@vmeste/sdk'
import { html, type Html } from './html.ts'
import { texts } from './texts.ts'

export interface Fault {
  /** Name of the field it belongs to; nothing when it is about the whole form. */
  readonly field?: string
  readonly message: string
}

/** What went wrong, above the form, where eyes and screen readers come first. */
export const faultSummary = (lang: Lang, faults: readonly Fault[]): Html | false =>
  faults.length > 0 &&
  html`<div class="fault" role="alert" tabindex="-1" autofocus>
    <p class="fault-title">${texts.problem[lang]}</p>
    <ul>
      ${faults.map(({ field, message }) => html`<li>${field ? html`<a href="#${field}">${message}</a>` : message}</li>`)}
    </ul>
  </div>`

export interface FieldParts {
  readonly name: string
  readonly label: string
  readonly type?: 'text' | 'email' | 'password'
  readonly autocomplete: string
  readonly value?: string
  readonly hint?: string
  readonly optional?: string
  readonly maxlength: number
  readonly faults: readonly Fault[]
}

/** A labelled field with its hint and its fault, told together to whoever cannot see them. */
export function field({
  name,
  label,
  type = 'text',
  autocomplete,
  value,
  hint,
  optional,
  maxlength,
  faults,
}: FieldParts): Html {
  const fault = faults.find((one) => one.field === name)
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ')
  return html`<div class="field">
    <label for="${name}">${label}${optional !== undefined && html` <span class="soft">(${optional})</span>`}</label>
    ${hint !== undefined && html`<p class="hint" id="${`${name}-hint`}">${hint}</p>`}
    ${fault !== undefined && html`<p class="field-fault" id="${`${name}-fault`}">${fault.message}</p>`}
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      autocomplete="${autocomplete}"
      maxlength="${maxlength}"
      autocapitalize="${type === 'text' && autocomplete !== 'username' ? 'words' : 'none'}"
      spellcheck="false"
      ${value !== undefined && html` value="${value}"`}${optional === undefined && html` required`}${fault !== undefined && html` aria-invalid="true"`}${described !== '' && html` aria-describedby="${described}"`} />
  </div>`
}

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`
