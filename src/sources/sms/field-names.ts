/** Names under which apps and hand-made automations send things; letter case, `_`, `-` and blanks do not matter. */

/** The message itself, the most telling first: SmsForwarder's `content` is decorated by a template, its `org_content` is not. */
export const TEXT_NAMES = words(
  'orgcontent originalcontent text message body content sms smstext smsmessage smsbody smscontent messagetext messagebody ' +
    'msg msgbody textmessage bigtext notificationtext shortcutinput input value',
)

/** Objects and lists that hold the message. */
export const WRAPPER_NAMES = words(
  'payload data message sms msg messages event notification body content items input value',
)

export const SENDER_NAMES = words(
  'from sender senderid sendername fromname fromnumber sendernumber phonenumber number phone address originatingaddress ' +
    'originator contact contactname smssender smsfrom smsnumber msisdn title',
)

/** When it was sent comes before when it was received: that is the same for every app. */
export const TIME_NAMES = words(
  'sentstamp sentat senttime senttimestamp datesent sentdate sent receivedat receivedstamp receivetime receivedtime ' +
    'receiveddate received smstime smsdate smstimestamp datetime timestamp time date createdat postedat when ts',
)

export const SIM_NAMES = words('simnumber sim simslot cardslot slot subscription subscriptionid')

/** A name as it is looked up. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/gu, '')
}

function words(text: string): readonly string[] {
  return text.split(' ')
}
