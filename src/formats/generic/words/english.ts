import type { WordList } from './word-list.ts'

/** English, as banks, card issuers and mobile money write it anywhere. */
export const english = {
  language: 'en',
  deal: 'transaction of|new transaction|transaction was made|transaction|transaction on|txn of|trx of|transaction for|txn|a transaction of',
  move: 'transfer|transfer of|wire transfer|bank transfer',
  out:
    'debited|debited from|you sent|you paid|you transferred|you withdrew|you withdrawn|you spent|you bought|you purchased|you made a payment|' +
    'you made a purchase|you made a transfer|you made a|you used|deducted|deducted from|sent to|paid to|paid for|transferred to|transferred from your|withdrawn|' +
    'withdrawn from|spent|charged to your|charged on your|left your|debit alert|debit transaction|debit advice|debit notification|card used|purchase of|your purchase|purchase at|' +
    'your payment of|your transfer of|your payment to|your transfer to|payment made|cash withdrawal of|pos purchase|withdrawal of|withdrawal from|atm withdrawal|' +
    'atm cash withdrawal|card purchase|sent from your|taken from your|taken out of your|used for|used at|purchase transaction|a purchase|a charge of|purchase amount|paid from your|' +
    'you initiated a transfer|we debited|we processed your payment|bill payment of|payment sent|transfer sent|money sent|withdraw|purchase on|purchase with|purchase using|purchase was|purchase|' +
    'reserved on|used to pay|transferred from|outgoing transfer|outward transfer|send money|transfer out|money out|you made|was charged|was debited|dr from|paid at|buy goods|made with your|made on your|made using your|was made with|spent using|spent on|spent at|spent with|by sbi debit card|by debit card|by your debit card|debit order|contactless payment|outgoing payment|bill paid|cash out made|has been sent to|paid using|paid with|payment to|dr alert|debit notice|withdrawal at|withdrawn at|charged at|charged for|outward payment|outward remittance|payment debited|money transferred|deducted for|you transfered|transfered to|cash withdrawn|cash withdrawal at|you have spent|tapped at|card payment|debited by|transfer confirmation',
  in:
    'credited|credited to your|credited with|you received|sent you|paid you|transferred you|has landed|landed in|deposited|deposited to your|deposited into|deposit of|' +
    'credit alert|credit transaction|credit advice|credit notification|refund of|refunded|added to your|received in your|received into your|received from|a deposit|' +
    'cash deposit|direct deposit|we credited|money received|payment received|transfer received|received a|received payment|received your payment|incoming transfer|inward transfer|transfer in|received a transfer|received money|' +
    'you got|cash in|topped up|paid into your|transferred to your|transferred into your|sent to your|into your account|salary of|reversed to your|money in|cr to|payment from|deposit from|been paid into|cash to|paid to cheq|paid to cheque|paid to savings|paid to fusion|has arrived from|arrived from|has been lodged|lodged|lodgement|dep into|dep to|cash lodgement|you have been paid|remitted to your|money added|received in|received on|received via|refund from|has been refunded|salary credited|been paid in|paid in|was paid in|paid in to your|paid in to|was deposited|cr alert|credit notice|inward remittance|inward payment|received by',
  'out-weak':
    'sent|paid|transferred|card transaction|withdrawal|cash withdrawal|withdrew|transfer to|payment of|payment for|cash out|cashout|charged|spend|bought|airtime purchase|transaction at|bill payment|reserved|used',
  'in-weak':
    'received|deposit|refund|salary|transfer from|reversal|reversed|interest|interest earned|cashback of|payment received with thanks',
  'out-mark': 'debit|dr|debits|dbt',
  'in-mark': 'credit|cr|credits|crdt',
  balance:
    'balance|bal|avail bal|avl bal|aval bal|available balance|available bal|avbl bal|avlbl bal|avail balance|avlb bal|avl balance|new balance|current balance|current bal|ledger balance|book balance|acct bal|' +
    'account balance|closing balance|balance is|bal is|remaining balance|clear balance|clear bal|clr bal|total bal|total balance|total avail bal|total avl bal|your balance|wallet balance|wallet bal|net balance|net bal|balance now|effective balance|' +
    'available|avail|left|your new|available amount|available funds|remaining|aval balance|outstanding balance|uncleared balance|end balance|balance after|act bal|bal now|avl|a c bal|a c balance|m pesa balance|float balance|momo balance|actual balance|wallet cash|orange money balance|airtel money balance|left to spend|left in your account|you ve got|is left|remains',
  fee: 'fee|fees|charge|charges|chgs|chg|transaction cost|cost|commission|comm|vat|tax|levy|service fee|transaction fee|transfer fee|service charge|excise duty|stamp duty|excise|convenience fee|tariff|duty|elevy|e levy|e levy charge|emtl|markup fee|cost of transaction|surcharge|vat amount|disaster risk|gst|fee charged|fees charged|tax charged|vat charged|charges applied|charge applied|fee paid|bank charge|bank charges|s charge|levy charged|government levy',
  limit:
    'limit|avl limit|avl lmt|avail limit|available limit|avbl limit|available credit|available credit limit|avl credit limit|avl cr lmt|avl crd lmt|credit limit|avail credit|avbl lmt|remaining limit|lmt|daily limit|available spend|' +
    'amount you can transact|within the day|points|reward points|minimum due|minimum payment|total due|amount due|outstanding|total outstanding|loan outstanding|total amount due|min amt due|current outstanding|exchange rate|rate|fx rate|at a rate of|per|for every|up to|at most|at least|less than|more than|above|over|fuliza|unpaid|owed|due|price|savings of|you saved|overdraft',
  amount:
    'amount|amt|txn amount|transaction amount|txn amt|amount of|the sum of|sum of|sum|value|trx amount|payment amount|transfer amount',
  total: 'total|total amount|total charged|total debited|in total|total deducted|total debit|grand total',
  account:
    'account|acct|acc|a c|ac|acct no|account no|account number|acct number|a c no|acc no|acc number|card|card no|card number|ending|ending in|ending with|card ending|card ending in|card ending with|account ending|account ending in|ends with|wallet|wallet no|acct ending|c a|s a|visa|mastercard|debit card|credit card|prepaid card|your card|card xx|savings|checking|cc|account with number|momo account|mobile money account|wallet account',
  reference:
    'ref|ref no|ref id|ref num|reference|reference no|reference number|reference id|txn id|txn ref|txn no|txnid|transaction id|transaction no|transaction ref|transaction reference|transaction number|trx id|trxid|trans id|trans ref|tid|rrn|receipt|receipt no|utr|utr no|upi ref|upi ref no|upi|refno|financial transaction id|external transaction id|imps ref|neft ref|imps ref no|confirmation number|trace no|stan|approval code|auth code|txid|session id|transaction code|order no|trn|trn id|upi reference|imps reference no|document no|ftid|f id|your transaction number is|transaction number is|id|trans no|txn number|order id|confirmation no|confirmation code|document number|operation no|trx no|trx ref|rrn no',
  date: 'date|dt|on|dated|time|date time|value date|txn date|transaction date|date and time|at time|transaction time|trans date',
  narration:
    'desc|des|description|narration|remark|remarks|narrative|details|detail|info|memo|note|message|reason|purpose|particulars|msg|naration|narr|transaction details|txn details|trans details|comment|sender message|payment details|rmks|rmk',
  kind: 'txn|transaction|type|transaction type|txn type|trans type|trans|alert|alert type|tran type|transaction alert|trx type|trx',
  to: 'to|to account|beneficiary|recipient|receiver|payee|merchant|merchant name|paid to name|in favour of|favouring|recipient name|beneficiary name|shop|vendor|biller|to vpa|store|towards|name',
  from: 'from|by|sender|sender name|received from name|payer|originator|from account|from vpa|remitter',
  at: 'at|location|terminal|with|where|place',
  holder: 'your|you|yr|ur|my',
  other: 'beneficiary|beneficiarys|recipient|recipients|receiver|receivers|payee|merchant|their|his|her',
  neutral:
    'otp bank|otp banka|otp bank nyrt|internet|debit card|credit card|credit cards|debit cards|card|credit union|credit score|credit bureau|credit bank|direct debit|interest free|cr dept|customer care|you can|thank you for your payment|thank you for paying|thank you for|' +
    'thanks for|credit suisse|credit agricole|first credit|credit info|transaction history|view transaction|transaction details|payment details|details|transaction type|your transaction|this transaction|transaction alert|transaction notification|debit credit alert|charges apply|data charges|call charges|free of charge|no charge|no charges|in charge|credit facility|micro credit|transfer fee|transaction fee|transaction cost|' +
    'transaction id|transaction no|transaction number|transaction ref|transaction reference|transaction date|transaction time|transaction amount|transaction code|transaction of type|payment reference|payment id|payment method|transfer type|deposit account|interest rate|purchase order|transaction successful|mobile money transfer|you ve got|you have got|you have got left|you ll get|you get|deposits|payments|transfers|refunds|withdrawals|receiver|recipient|gcash|mada|paypal|paytm',
  tip:
    'never share|do not share|dont share|don t share|if not you|if not u|not you|not u|if this was not|if not done by|if you did not|if you didn t|if you do not|if unauthorised|if unauthorized|not authorised by you|not authorized by you|if this is not|if you have not|if not initiated|' +
    'if it was not you|for dispute|for help|for assistance|for enquiries|for inquiries|for queries|for more|for support|for any|any issue|in case of|to dispute|to report|sms block|to block|call us|please call|pls call|call|kindly call|report to|wasn t you|was this you|didn t you|did you|questions|need help|contact us|beware|stay alert|keep your|keep your pin|bank never|we will never|download|dial|help|visit|for details|fwd this sms|forward this sms|forward this|log in|login|helpline|ignore if|dear customer please|if not|if you didnt|if u did not|if it wasn t you|if this wasn t you|not done by you|if done without|report if',
  hard:
    'otp|one time password|one time code|one time pin|verification code|passcode|declined|decline|failed|fail|failure|unsuccessful|unsuccessfully|rejected|denied|not processed|not completed|could not|couldn t|cannot|can not|unable|insufficient|incorrect|wrong pin|expired|cancelled|canceled|was not|not successful|not authorised|' +
    'pending|in progress|being processed|is processing|under process|processing|initiated a request|request|requests|requested|requesting|asks|asking|payment request|money request|collect request|approve|authorise this|authorize this|confirm this|please confirm|to confirm|awaiting|await|on hold|a hold|hold of|hold on|lien|released|release|blocked|unblocked|suspended|frozen|' +
    'due on|due date|due by|is due|falls due|overdue|past due|amount due|minimum due|total due|bill generated|bill is generated|bill is ready|your bill|your invoice|statement|e statement|statements|mini statement|reminder|remind|upcoming|scheduled|schedule|standing instruction|autopay on|autopay will|mandate|will expire|maturity|matures|renew|renewal|subscription will|' +
    'eligible|eligibility|pre approved|preapproved|pre qualified|qualify|qualified|apply|apply now|offer|loan offer|get a loan|instant loan|personal loan up|borrow|increase your limit|limit increase|limit increased|limit enhanced|new limit|limit has|credit limit of|win|won|winner|winners|lucky|jackpot|lottery|congratulations you|claim|reward worth|gift card|voucher|coupon|promo code|use code|' +
    'click|tap here|verify your|update your|kyc|your kyc|confirm your|validate|reactivate|bvn|enquiry|inquiry|balance enquiry|balance inquiry|balance check|low balance|below your|balance below|below the|minimum balance|balance alert|threshold|alert level|insured|quote|quotation|estimate|estimated|exchange rates|new tariff|tariffs|with effect from|login|logged in|new device|pin changed|pin reset|password|beneficiary added|added as a beneficiary|new payee|payee added|registered|activated|deactivated|' +
    'reversal request|dispute|disputed|cheque bounced|bounced|returned unpaid|dishonoured|stop payment|invoice|pay now|please pay|kindly pay|to pay|pay your|pay by|pay before|settle|repay|repayment of your|fund your account|top up your|recharge now|recharge your|shop now|buy now|order now|hurry|limited time|terms apply|t c apply|t cs apply|t c s apply|invest now|open an account|waiting for|waiting to|is waiting|provisional|refund will|refund initiated|refund has been initiated|refund is|expect|expected|if you|in order to|when you|once you|' +
    'debited me|debit me|charged me|deducted me|credited me|your complaint about|your complaint of|your complaint on|your complaint regarding|has been resolved|was resolved|is resolved|is being investigated|has been investigated|are investigating|' +
    'has been set|was set up|set up|setup|attempted|attempt|attempts|tried|trying|not enough|exceeded|exceeds|exceed|invalid|timed out|timeout|error|unavailable|interrupted|queued|quoted|your order|tracking|parcel|delivery fee|customs fee|inheritance|transferred soon|winning|bitcoin investment|investment plan|double your|example|fake|scam|not received|not yet|yet to|authorisation hold|authorization hold|pre authorisation|preauthorization|pre authorization|temporary hold|would like|wants|want to|wishes|split the bill|owes|you owe|did not go|did not|didn t go|does not have|not reflected|void|voided|undone|reverse pending|on its way|arrive|arrives|soon|weekly spending|monthly spending|spending|your spending|spend summary|summary|stand to|stand a chance|so far|will be issued|will be refunded|will be paid|will be sent|will be reversed|will be made|will be processed|will be added|business days|working days|within 24 hours|days|under review|being reviewed|in review|by mistake|prize|is ready|may change|increased to|changed to|this month|last month|suspicious|unusual activity|expires|awarded|has been awarded|weekly summary|monthly summary|will be revised|revised to|premium of|loan limit|you are able to borrow|held|get back|and get|was placed|has been placed|will be charged|will be deducted|secret code|claim your|to earn|to win|approved for|per litre|to complete|to activate|to unlock|to release|to receive|to accept|accept or|tap to|reply yes|reply with|reply y|will mature|mature|will be taken|to be taken|is due to|due to be|will go off|fixed deposit of|new charges|new fees|' +
    'in january|in february|in march|in april|in may|in june|in july|in august|in september|in october|in november|in december',
  soft: 'cashback|cash back|offers|bonus|promo|promotion|discount|discounts|sale|earn|earn up|get|get up|enjoy|save up|free|rewards|win up|deal|deals|refer|referral|invite|exclusive|special|voucher worth|hassle free|emi|convert|today only|don t miss|festive|instant|lowest|starting|now|loan|loans|upgrade|shop|subscribe|grab now|grab your|grab up',
  brand:
    'lucky|winner|winners|win|won|jackpot|offer|offers|days|prize|claim|error|example|void|estimate|soon|renew|bonus|promo|sale|enjoy|free|special|exclusive|deal|deals|discount|discounts|rewards|shop|get|now|instant|price|released|arrive|expect',
  not: 'not|no|never|n t|nothing|without|wasn t|isn t|hasn t|couldn t|neither',
  future:
    'will|shall|would|to be|can|could|may|might|should|must|going to|if|when|once|after|before|until|unless|wants to|about to|ready to|due to be|scheduled to|be|gets|please|kindly',
  months: [
    'january jan',
    'february feb',
    'march mar',
    'april apr',
    'may',
    'june jun',
    'july jul',
    'august aug',
    'september sep sept',
    'october oct',
    'november nov',
    'december dec',
  ],
} as const satisfies WordList
