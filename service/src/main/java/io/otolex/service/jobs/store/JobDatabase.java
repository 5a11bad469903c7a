package io.otolex.service.jobs.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database of the jobs: PostgreSQL for many replicas, a file of H2 for one. */
public final class JobDatabase implements AutoCloseable {

    private final HikariDataSource pool;
    private final DataSource joining;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final JobBell bell = new JobBell();

    private JobDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.joining = new TransactionAwareDataSourceProxy(pool);
        this.sql = JdbcClient.create(pool);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /** Connects and brings the tables up to date. */
    static JobDatabase migrated(HikariDataSource pool) {
        Flyway.configure(JobDatabase.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:io/otolex/service/jobs/migration")
                .table("otolex_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
        return new JobDatabase(pool);
    }

    JdbcClient sql() {
        return sql;
    }

    JobBell bell() {
        return bell;
    }

    /** Rings the bell once others can see what the calling thread's transaction has changed. */
    void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            bell.ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }

    /** Its connections are those of the transaction that the calling thread is in, if it is in one. */
    public DataSource dataSource() {
        return joining;
    }

    public boolean isH2() {
        return pool.getJdbcUrl().startsWith("jdbc:h2:");
    }

    /** Throws if it does not answer, after as long as one waits for a connection. */
    public void requireAnswer() {
        sql.sql("select 1").query(Integer.class).single();
    }

    /** All of it or nothing; joins the transaction that the calling thread is in. */
    public <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }

    @Override
    public void close() {
        pool.close();
    }
}
