/** The chart, rendered by Helm and read by the models and schemas of Kubernetes. */
@NullMarked
package io.otolex.containers.chart;

import org.jspecify.annotations.NullMarked;
