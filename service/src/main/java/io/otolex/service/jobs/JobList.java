package io.otolex.service.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of jobs, newest first.
 *
 * @param next the cursor of the page after this one; absent on the last one
 */
@JsonInclude(Include.NON_NULL)
record JobList(List<JobAnswer> jobs, @Nullable String next) {}
