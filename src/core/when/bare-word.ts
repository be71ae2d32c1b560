const bare =
  /^(?:(?:yes|y|yep|yeah|yup|sure|ok|okay|k|alright|all right|fine|great|perfect|cool|right|correct|exactly|no|n|nope|nah|maybe|perhaps|possibly|whatever|hi|hello|hey|never ?mind|nvm|forget it|leave it|drop it|stop(?: it)?|not sure|no idea|dunno|idk|(?:i )?(?:don['’]?t|do not) (?:know|care|mind))[\s,]*)+(?:please|pls|thanks|thank you)?[\s.!?]*$/iu;

/** True for words that answer a question, greet or give up, and name nobody and nothing: `maybe` is not who is meant, and `yes` no title. */
export function isBareWord(said: string): boolean {
  return said.length <= longest && bare.test(said.trim());
}

/** UTF-16 units. */
const longest = 60;
