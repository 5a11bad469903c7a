// Validates rendered manifests by the OpenAPI schemas of Kubernetes, as the npm package kubernetes-models has them: required
// fields and types, which the check in Java does not see. Kinds that are not Kubernetes' own are left to that one.
//
//   check-manifests.cjs FOLDER NODE_MODULES
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const [folder, modules] = process.argv.slice(2).map((argument) => path.resolve(argument));
const yaml = require(path.join(modules, "js-yaml"));
const custom = ["keda.sh/", "gateway.networking.k8s.io/", "monitoring.coreos.com/"];

/** The sentence for a manifest that is wrong, or undefined. */
async function complaint(manifest) {
  const api = await import(pathToFileURL(path.join(modules, "kubernetes-models", manifest.apiVersion, "index.js")));
  try {
    new api[manifest.kind](manifest).validate();
  } catch (error) {
    return error.message;
  }
}

function manifestsOf(file) {
  return yaml
    .loadAll(fs.readFileSync(path.join(folder, file), "utf8"))
    .filter((manifest) => manifest && !custom.some((api) => manifest.apiVersion.startsWith(api)))
    .map((manifest) => ({ file, manifest }));
}

/** A check that cannot fail would be none. */
async function aBrokenDeploymentPasses(manifests) {
  const broken = structuredClone(manifests.find(({ manifest }) => manifest.kind === "Deployment").manifest);
  broken.spec.template.spec.containers[0].ports[0].containerPort = "http";
  const wrongType = await complaint(broken);
  broken.spec.template.spec.containers[0].ports[0].containerPort = 8080;
  delete broken.spec.selector;
  return !wrongType || !(await complaint(broken));
}

async function main() {
  const files = fs.readdirSync(folder).filter((file) => file.endsWith(".yaml"));
  const manifests = files.flatMap(manifestsOf);
  let wrong = 0;
  for (const { file, manifest } of manifests) {
    const message = await complaint(manifest);
    if (message) {
      console.error(`${file}: ${manifest.kind} ${manifest.metadata.name}: ${message}`);
      wrong++;
    }
  }
  if (await aBrokenDeploymentPasses(manifests)) {
    console.error("a broken Deployment passes: nothing is checked here");
    wrong++;
  }
  console.log(`${manifests.length} manifests of ${files.length} files, ${wrong} wrong`);
  process.exitCode = wrong || manifests.length === 0 ? 1 : 0;
}

main();
