package io.otolex.service.jobs;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;

/** What H2 says differently when tasks are taken by their rows' locks. */
final class H2Tasks extends DefaultJdbcCustomization {

    H2Tasks() {
        super(false);
    }

    @Override
    public String getName() {
        return "H2";
    }

    @Override
    public boolean supportsGenericLockAndFetch() {
        return true;
    }

    /** H2 wants the limit before the lock. */
    @Override
    public String createGenericSelectForUpdateQuery(
            String tableName, int limit, String requiredAndCondition, boolean orderByPriority) {
        return "SELECT * FROM " + tableName + " WHERE picked = ? AND execution_time <= ? " + requiredAndCondition
                + " ORDER BY execution_time ASC LIMIT " + limit + " FOR UPDATE SKIP LOCKED";
    }
}
