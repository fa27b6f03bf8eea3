/** A refusal says so at its start. */
const LOOKED_AT = 400;

/** Every phrase has one of these: most answers are let through here. */
const MAY_BE =
  /sorry|afraid|AI\b|A\.I\.|artificial|language model|apologi|can(?:not|['’]t)|unable|not able|won['’]t|will not|not have|n['’]t have/i;

/** And one of these, which is found sooner. */
const MAY_SPEAK = /\bi[ '’]|\bas an? /i;

const PHRASES = [
  /\bas an? (?:AI |A\.I\. |artificial intelligence )?(?:large )?language model\b/i,
  // An assistant that says who it is refuses nothing: “As an AI assistant made by …”.
  /\bas an? (?:AI|A\.I\.|artificial intelligence)\b(?! assistant)/i,
  /\bI(?:['’]m| am) (?:just|only|merely) an? (?:AI|artificial intelligence|language model)\b/i,
  /\bI(?:['’]m| am) (?:very |so |truly )?(?:sorry|afraid)[,.]?(?: but)? (?:that )?I (?:can(?:not|['’]t)|could(?: not|n['’]t)|am (?:not able|unable)|['’]m (?:not able|unable)|won['’]t)/i,
  /^(?:I apologi[sz]e|My apologies|Apologies|Sorry)[,.]?(?: but)? (?:but )?I (?:can(?:not|['’]t)|am (?:not able|unable)|['’]m (?:not able|unable)|won['’]t|do not|don['’]t)/i,
  /\bI (?:can(?:not|['’]t)|am (?:not able|unable) to|won['’]t|will not) (?:be able to )?(?:assist|help|comply|fulfil+|provide|answer|engage|generate|create|respond|discuss|support)\b/i,
  /\bI (?:do not|don['’]t) have (?:personal (?:opinions|feelings|experiences|beliefs)|access to (?:real-time|current|the internet))/i,
];

/** Whether an answer says that it is none: in English only. */
export function isRefusal(text: string): boolean {
  const start = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text;
  return MAY_SPEAK.test(start) && MAY_BE.test(start) && PHRASES.some((phrase) => phrase.test(start));
}
