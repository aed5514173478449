import { VmesteError } from '@vmeste/sdk'
import { act, ask, type Visitor } from '../graph/ask.ts'
import type { Cast } from './cast.ts'
import { documents, stepOf } from './documents.ts'
import { keyed } from './keyed.ts'
import { dateAfter, followsAt, sentAt } from './moments.ts'
import type { Act, PlannedReport, Snapshot } from './planned-report.ts'
import { ratingSteps } from './told-rating.ts'
import type { Uploads } from './uploads.ts'

/** One thing that somebody does at a moment. */
export interface Step {
  readonly at: Date
  run(): Promise<void>
}

interface Opened {
  readonly version: number
  readonly department: { readonly code: string } | null
  readonly waitingSince: string | null
  readonly history: readonly { kind: string }[]
}
type Moved = Pick<Opened, 'version' | 'department'>

export interface Telling {
  readonly cast: Cast
  readonly uploads: Uploads
  /** `uzda 12`: the same at every start. */ readonly name: string
  readonly number: number
  readonly now: Date
}

/** One report as its people live through it. What was done before an interruption is not done again. */
export class ToldReport {
  readonly #plan: PlannedReport
  readonly #telling: Telling
  readonly #sent: Date
  readonly #photos = new Map<Act | PlannedReport, Promise<string>>()
  #id = ''
  #secret = ''
  #state: Moved | undefined
  #done: string[] = []

  constructor(plan: PlannedReport, telling: Telling) {
    this.#plan = plan
    this.#telling = telling
    this.#sent = sentAt(plan.sent, telling.now)
  }

  /** Everything that happens to it, in order; what would lie in the future is left out. */
  get steps(): Step[] {
    const { acts, unchecked } = this.#plan
    const moments = acts.map((one) => followsAt(one.after, this.#sent))
    const firstOfStaff = acts.findIndex((one) => one.do !== 'join')
    const checked =
      firstOfStaff >= 0
        ? new Date(moments[firstOfStaff]!.getTime() - 60_000)
        : new Date(this.#sent.getTime() + 8 * 60_000)
    return [
      { at: this.#sent, run: () => this.#submit() },
      ...(unchecked ? [] : [{ at: checked, run: () => this.#look() }]),
      ...acts.flatMap((one, at) => [
        { at: moments[at]!, run: () => this.#play(one, moments[at]!) },
        ...this.#ratings(one, moments[at]!),
        // what somebody writes when they send it back is looked at too
        ...(one.do === 'reopen' && !unchecked
          ? [{ at: new Date(moments[at]!.getTime() + 5 * 60_000), run: () => this.#look() }]
          : []),
      ]),
    ].filter(({ at }) => at <= this.#telling.now)
  }

  #ratings(one: Act, at: Date): Step[] {
    const { cast, number } = this.#telling
    if (one.do !== 'confirm' || one.rating === undefined || !cast.rates) return []
    return ratingSteps({
      cast,
      number,
      at,
      stars: one.rating,
      rater: this.#sender,
      report: () => ({ id: this.#id, secret: this.#secret }),
    })
  }

  /** Photos that are needed soon start on their way. */
  prepare(): void {
    const { photo } = this.#plan
    if (photo) this.#photos.set(this.#plan, this.#upload(this.#sender, photo, true, 'before', this.#sent))
  }

  get #sender(): Visitor {
    return this.#telling.cast.sender(this.#plan, this.#telling.number)
  }

  #upload(visitor: Visitor, [scene, light]: Snapshot, broken: boolean, what: string, at: Date): Promise<string> {
    const name = `${this.#telling.name} ${what}`
    return this.#telling.uploads.send(visitor, { scene, light, broken }, name, new Date(at.getTime() - 60_000))
  }

  async #submit(): Promise<void> {
    const { place, text, email } = this.#plan
    const photo = await this.#photos.get(this.#plan)
    const where =
      'object' in place
        ? { object: place.object, tile: place.tile }
        : { place: { address: place.address, point: place.point }, topic: place.topic }
    const input = {
      submissionKey: keyed(this.#sender.host, `report ${this.#telling.name}`),
      ...where,
      text,
      photos: photo ? [photo] : [],
      photoConsent: photo !== undefined,
      ...(email ? { contact: { email, consent: true } } : {}),
    }
    const { id, secret } = await act<{ id: string; secret: string }>(
      this.#sender,
      `send the report ${this.#telling.name}`,
      'SubmittedReport',
      documents.submit,
      { input },
    )
    this.#id = id
    this.#secret = secret
    const opened = await this.#open(this.#telling.cast.operator)
    this.#done = opened.history.map(({ kind }) => kind)
    this.#prepareAnswers()
  }

  /** The after-photos, by whoever will answer if nobody passes it on. */
  #prepareAnswers(): void {
    const department = this.#state?.department?.code
    if (!department) return
    this.#plan.acts.forEach((one, at) => {
      if (one.do === 'answer' && one.photo && !this.#done.includes('ANSWERED'))
        this.#photos.set(
          one,
          this.#upload(
            this.#telling.cast.executor(department),
            one.photo,
            false,
            `after ${at}`,
            followsAt(one.after, this.#sent),
          ),
        )
    })
  }

  async #open(visitor: Visitor): Promise<Opened> {
    const { report } = await ask<{ report: Opened | null }>(
      visitor,
      `open the report ${this.#telling.name}`,
      documents.open,
      { id: this.#id },
    )
    if (!report)
      throw new VmesteError(
        'VMESTE_DEMONSTRATION_REFUSED',
        `The demonstration could not open the report ${this.#telling.name}: it is gone. Remove the data folder to begin anew`,
      )
    this.#state = report
    return report
  }

  /** Its words and photos are shown once somebody of the city has looked at them; a tile alone waits for nobody. */
  async #look(): Promise<void> {
    const { operator } = this.#telling.cast
    const { version, waitingSince } = await this.#open(operator)
    if (waitingSince !== null)
      await act(operator, `look at ${this.#telling.name}`, 'Report', documents.look, { report: this.#id, version })
  }

  async #play(one: Act, at: Date): Promise<void> {
    if (one.do === 'join') return this.#join(one.phone)
    if (this.#wasDone(stepOf[one.do])) return
    if (one.do === 'confirm') return this.#answerBack('confirm', { rating: one.rating })
    if (one.do === 'reopen')
      return this.#answerBack('reopen', {
        comment: one.comment,
        rating: one.rating,
        photos: one.photo ? [await this.#upload(this.#sender, one.photo, true, 'again', at)] : [],
      })
    const { cast } = this.#telling
    const state = this.#state ?? (await this.#open(cast.operator))
    const by = one.do === 'pass' || one.do === 'reject' ? cast.operator : cast.executor(state.department?.code ?? '')
    const variables = { id: this.#id, version: state.version, ...(await this.#dataOf(one, by, at)) }
    this.#state = await act<Moved>(
      by,
      `${one.do} the report ${this.#telling.name}`,
      'Report',
      documents[one.do],
      variables,
    )
  }

  async #dataOf(one: Act, by: Visitor, at: Date): Promise<Record<string, unknown>> {
    if (one.do === 'plan') return { date: dateAfter(one.inDays, at), reason: one.reason }
    if (one.do === 'pass') return { department: one.department, reason: one.reason }
    if (one.do === 'return' || one.do === 'reject') return { reason: one.reason }
    if (one.do !== 'answer') return {}
    const photo = one.photo && (await (this.#photos.get(one) ?? this.#upload(by, one.photo, false, 'after', at)))
    return { text: one.text, photos: photo ? [photo] : [] }
  }

  async #join(phone: string): Promise<void> {
    const { cast, name } = this.#telling
    const neighbour = cast.neighbour(phone)
    const input = { report: this.#id, submissionKey: keyed(neighbour.host, `join ${name} ${phone}`) }
    await act(neighbour, `join the report ${name}`, 'JoinedReport', documents.join, { input })
  }

  /** The reporter's word changes the report under the hands of whoever has it open. */
  async #answerBack(what: 'confirm' | 'reopen', variables: Record<string, unknown>): Promise<void> {
    await act(this.#sender, `${what} the report ${this.#telling.name}`, 'TrackedReport', documents[what], {
      secret: this.#secret,
      ...variables,
    })
    this.#state = undefined
  }

  #wasDone(kind: string): boolean {
    const at = this.#done.indexOf(kind)
    if (at >= 0) this.#done.splice(at, 1)
    return at >= 0
  }
}
