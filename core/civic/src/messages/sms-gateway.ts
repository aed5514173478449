/** How messages to phones leave the platform: the door an operator's service is put into. */
export interface SmsGateway {
  readonly via: string
  /** @param message.id the same for every try of one message */
  send(message: SmsMessage): Promise<SmsReceipt>
}
export interface SmsMessage {
  readonly id: string
  readonly to: string
  readonly text: string
}
export interface SmsReceipt {
  /** What the gateway calls the message, to ask its operator. */
  readonly gatewayId?: string | undefined
}

/** The gateway of a city, by its settings of civic; none where it has none: nothing is pretended then. */
export type SmsDoor = (of: { readonly settings: Readonly<Record<string, unknown>> }) => SmsGateway | undefined
