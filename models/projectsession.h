#pragma once
#include "core/common/keyformatter.h"
#include "core/jobs/job.h"
#include "core/storage/project.h"
#include "models/joblist.h"
#include "models/selection.h"

#include <QHash>
#include <QJsonValue>
#include <QObject>
#include <QUndoStack>
#include <memory>

namespace aisle {

class RunShelf;

/// An open project, as the pages share it. GUI thread only; what touches the file runs in jobs:
///
///   quick reads    session->query(m_job, [](const Project &project, JobContext &job) { return ...; },
///                                 [this](Outcome<T> outcome) { ... });
///                  m_job is a Job<T> member of the page: a newer request supersedes the older one, and a page that
///                  goes away takes its callback with it.
///   long work      session->jobs().start<T>({.title = tr("..."), .lane = JobLane::Training, .canKeepBest = true},
///                                 [project = session->project()](JobContext &job) {
///                                     const auto own = project->another(&job); ... }, this, [this](Outcome<T>) { ...
///                                     });
///                  shown in the job bar; outlives the page; its failure is shown by the window.
///
/// Whoever wrote says so by noteEventsChanged(), noteRunsChanged(), ...; every page listens to the signals and to
/// nothing else. The selection is selection(); keys are shown through keys().
class ProjectSession : public QObject
{
    Q_OBJECT
public:
    ProjectSession(std::unique_ptr<Project> project, std::shared_ptr<JobPools> pools);
    ~ProjectSession() override; ///< stops what runs (a training can go on later), waits for nothing

    /// Share it with a job's body by value; open a connection of the job's own with another().
    std::shared_ptr<const Project> project() const { return m_project; }
    QString path() const;
    QString name() const; ///< the file's name without its folder
    bool isReadOnly() const { return m_readOnly; }
    const std::optional<Error> &whyReadOnly() const { return m_project->whyReadOnly(); } ///< absent when writable

    Selection &selection() { return m_selection; }
    JobList &jobs() { return m_jobs; }
    /// Deletes, renames, filters, what-if edits: push commands here; Edit > Undo walks it.
    QUndoStack &undoStack() { return m_undo; }
    const KeyFormatter &keys() const { return m_keys; }
    /// Loaded datasets, splits and kept runs, shared by pages and jobs: take it by value into a job's body. After
    /// events or the catalogue changed it is another, empty one, so that a job that still loads old events cannot fill
    /// it.
    std::shared_ptr<RunShelf> shelf() const { return m_shelf; }
    void setPseudonyms(bool on);

    /// Runs a read in the query pool on a connection of its own.
    template <class T>
    void query(Job<T> &job, std::function<T(const Project &, JobContext &)> body, typename Job<T>::Done done)
    {
        job.start(
            m_jobs.pools()->query,
            [project = m_project, body = std::move(body)](JobContext &context) {
                const auto own = project->another(&context);
                return body(*own, context);
            },
            std::move(done), 1);
    }

    /// What the project remembers of its window, by key ("data/splitter"). Writing is done by a job.
    QJsonValue setting(const QString &key, const QJsonValue &absent = {}) const;
    void setSetting(const QString &key, const QJsonValue &value);

    void noteEventsChanged();
    void noteRunsChanged();
    void noteCatalogueChanged();
    void noteFeaturesChanged();
    void noteGraphChanged();

Q_SIGNALS:
    void eventsChanged();    ///< an import came in or was taken back: events, shoppers, products
    void catalogueChanged(); ///< titles, categories, "not a product"
    void runsChanged();      ///< a run was kept, renamed, deleted, restored
    void keysChanged();      ///< pseudonyms were switched
    void featuresChanged();  ///< a table of features was made, grew, was deleted or restored
    void graphChanged();     ///< triples came, went, or are said of another entity

private:
    std::shared_ptr<const Project> m_project;
    bool m_readOnly;
    JobList m_jobs;
    Selection m_selection;
    QUndoStack m_undo;
    KeyFormatter m_keys;
    std::shared_ptr<RunShelf> m_shelf;
    mutable QHash<QString, QJsonValue> m_settings;
};

using SessionPointer = std::shared_ptr<ProjectSession>;

} // namespace aisle
