// Validates rendered manifests by the OpenAPI schemas of Kubernetes, as the npm package kubernetes-models has them: required
// fields and types, which the check in Java does not see. Kinds that are not Kubernetes' own are left to that one.
const fs = require("fs");
const path = require("path");
const yaml = require("js-yaml");

const folder = process.argv[2];
const custom = ["keda.sh/", "gateway.networking.k8s.io/", "monitoring.coreos.com/"];

function model(manifest) {
  const api = require(`kubernetes-models/${manifest.apiVersion}`);
  return api[manifest.kind];
}

/** The sentence for a manifest that is wrong, or undefined. */
function complaint(manifest) {
  try {
    new (model(manifest))(manifest).validate();
  } catch (error) {
    return error.message;
  }
}

const files = fs.readdirSync(folder).filter((file) => file.endsWith(".yaml"));
const manifests = files.flatMap((file) =>
  yaml
    .loadAll(fs.readFileSync(path.join(folder, file), "utf8"))
    .filter((manifest) => manifest && !custom.some((api) => manifest.apiVersion.startsWith(api)))
    .map((manifest) => ({ file, manifest })),
);

let wrong = 0;
for (const { file, manifest } of manifests) {
  const message = complaint(manifest);
  if (message) {
    console.error(`${file}: ${manifest.kind} ${manifest.metadata.name}: ${message}`);
    wrong++;
  }
}

// a check that cannot fail would be none
const deployment = manifests.map(({ manifest }) => manifest).find((manifest) => manifest.kind === "Deployment");
const broken = structuredClone(deployment);
broken.spec.template.spec.containers[0].ports[0].containerPort = "http";
delete broken.spec.selector;
if (!complaint(broken)) {
  console.error("a Deployment without a selector passes: nothing is checked here");
  wrong++;
}
console.log(`${manifests.length} manifests of ${files.length} files, ${wrong} wrong`);
process.exit(wrong || manifests.length === 0 ? 1 : 0);
