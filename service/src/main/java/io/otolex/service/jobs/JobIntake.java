package io.otolex.service.jobs;

import io.otolex.service.admission.Charges;
import io.otolex.service.admission.Charges.Charge;
import io.otolex.service.jobs.JobSubmissions.Submitted;
import io.otolex.service.jobs.store.JobRequest;
import io.otolex.service.uploads.Upload;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From a request to its job: what can be refused by the headers is, before the recording is read. */
final class JobIntake {

    private final JobRoom room;
    private final Charges charges;
    private final JobForm form;
    private final JobSubmissions submissions;
    private final JobCharges open;

    JobIntake(JobRoom room, Charges charges, JobForm form, JobSubmissions submissions, JobCharges open) {
        this.room = room;
        this.charges = charges;
        this.form = form;
        this.submissions = submissions;
        this.open = open;
    }

    /** @param receiving reads the recording, if there is one in the request */
    Submitted take(HttpServletRequest request, HttpServletResponse response, Supplier<Optional<Upload>> receiving) {
        room.requireFor(request.getContentLengthLong());
        Charge charge = charges.take(request, response);
        try (Upload recording = receiving.get().orElse(null)) {
            return charged(charge, form.read(request, Optional.ofNullable(recording)), recording);
        } catch (RuntimeException e) {
            charge.giveBack();
            throw e;
        }
    }

    private Submitted charged(Charge charge, JobRequest asked, @Nullable Upload recording) {
        Submitted submitted = submissions.submit(asked, Optional.ofNullable(recording));
        if (submitted.isNew()) {
            open.open(submitted.job().id(), charge, asked.expectedSeconds());
        } else {
            charge.giveBack();
        }
        return submitted;
    }
}
