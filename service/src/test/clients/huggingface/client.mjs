// Classifies a recording as users of @huggingface/inference do, and prints what it answers or how it fails.
import { InferenceClient } from "@huggingface/inference";

const [endpointUrl, content] = process.argv.slice(2);
try {
  const data = new Blob([content]);
  console.log(JSON.stringify(await new InferenceClient().audioClassification({ endpointUrl, data })));
} catch (failure) {
  console.log(JSON.stringify({ message: failure.message, status: failure.httpResponse?.status }));
}
