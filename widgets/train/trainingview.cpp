#include "widgets/train/trainingview.h"
#include "widgets/charts/chartcard.h"
#include "widgets/charts/epochcurves.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/common/thinprogress.h"
#include "widgets/tables/sheetactions.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/progresstext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace aisle {

namespace {

constexpr int kPollMs = 100;

} // namespace

TrainingView::TrainingView(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void TrainingView::createWidgets()
{
    m_timer = new QTimer(this);
    m_timer->setInterval(kPollMs);
    m_empty = new EmptyState(this);
    m_empty->setIcon(QStringLiteral("chart"));
    m_content = new QWidget(this);
    m_chooser = new QComboBox(m_content);
    m_chooser->setObjectName(QStringLiteral("training-chooser"));
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_status = new QLabel(m_content);
    m_status->setObjectName(QStringLiteral("training-status"));
    m_status->setWordWrap(true);
    setSecondary(m_status);
    m_bar = new ThinProgress(m_content);
    m_pause = new QPushButton(m_content);
    m_pause->setObjectName(QStringLiteral("pause-training"));
    m_pause->setIcon(themeIcon(QStringLiteral("pause")));
    m_keepBest = new QPushButton(m_content);
    m_keepBest->setObjectName(QStringLiteral("keep-best"));
    m_cancel = new QPushButton(m_content);
    m_cancel->setObjectName(QStringLiteral("cancel-training"));
    m_loss = new ChartCard(m_content);
    m_loss->setObjectName(QStringLiteral("loss-curve"));
    m_validation = new ChartCard(m_content);
    m_validation->setObjectName(QStringLiteral("validation-curve"));
    m_tabs = new QTabWidget(m_content);
    m_epochs = new EpochTableModel(this);
    m_table = new QTableView(m_tabs);
    m_table->setObjectName(QStringLiteral("epochs-table"));
    m_table->setModel(m_epochs);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    new SheetActions(m_table, QStringLiteral("epochs"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(tableRowHeight(m_table->fontMetrics()));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_log = new QPlainTextEdit(m_tabs);
    m_log->setObjectName(QStringLiteral("training-log"));
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(5000);
}

void TrainingView::layOut()
{
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    m_tabs->addTab(m_table, QString());
    m_tabs->addTab(m_log, QString());
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_status, 1);
    buttons->addWidget(m_pause);
    buttons->addWidget(m_keepBest);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_chooser);
    layout->addWidget(m_bar);
    layout->addLayout(buttons);
    layout->addWidget(m_loss, 3);
    layout->addWidget(m_validation, 3);
    layout->addWidget(m_tabs, 2);
}

void TrainingView::connectAll()
{
    connect(m_timer, &QTimer::timeout, this, &TrainingView::poll);
    connect(m_chooser, &QComboBox::activated, this, [this] {
        m_follow = false;
        choose(m_chooser->currentData().toInt());
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (auto *entry = chosen(); entry && entry->job)
            entry->job->cancel();
    });
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (auto *entry = chosen(); entry && entry->job) {
            entry->paused = true;
            entry->job->pause();
        }
        m_pause->setEnabled(false);
    });
    connect(m_keepBest, &QPushButton::clicked, this, [this] {
        if (auto *entry = chosen(); entry && entry->job)
            entry->job->keepBest();
        showChosen();
    });
}

void TrainingView::setSession(const SessionPointer &session)
{
    if (m_session)
        disconnect(&m_session->jobs(), nullptr, this, nullptr);
    m_session = session.get();
    m_entries.clear();
    m_overlays.clear();
    m_drawn.reset();
    m_chosen = -1;
    m_timer->stop();
    if (m_session)
        connect(&m_session->jobs(), &JobList::jobOver, this, &TrainingView::onOver);
    showChooser();
    showChosen();
}

void TrainingView::add(ListedJob *job, const QString &validationName)
{
    if (m_entries.size() == kMaxEntries)
        m_entries.erase(m_entries.begin());
    Entry entry;
    entry.id = job->id();
    entry.title = job->request().title;
    entry.validationName = validationName;
    entry.canKeepBest = job->request().canKeepBest;
    entry.canPause = job->canPause();
    entry.job = job;
    m_entries.push_back(std::move(entry));
    m_follow = true;
    m_timer->start();
    showChooser();
    poll();
}

void TrainingView::setOverlays(std::vector<CurveOverlay> overlays)
{
    m_overlays = std::move(overlays);
    m_drawn.reset();
    showChosen();
}

void TrainingView::setResting(QWidget *widget)
{
    if (m_resting == widget)
        return;
    m_resting = widget;
    if (widget && m_stack->indexOf(widget) < 0)
        m_stack->addWidget(widget);
    showChosen();
}

TrainingView::Entry *TrainingView::chosen()
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [this](const auto &entry) { return entry.id == m_chosen; });
    return found == m_entries.end() ? nullptr : &*found;
}

void TrainingView::choose(int id)
{
    m_chosen = id;
    const QSignalBlocker quiet(m_chooser);
    m_chooser->setCurrentIndex(m_chooser->findData(id));
    showChosen();
}

void TrainingView::onOver(ListedJob *job)
{
    for (auto &entry : m_entries) {
        if (entry.job != job)
            continue;
        entry.progress = job->progress();
        entry.elapsedMs = job->elapsedMs();
        entry.state = job->state();
        entry.failure = job->failure() ? errorText(*job->failure()) : QString();
        entry.job = nullptr;
        showChooser();
        if (entry.id == m_chosen)
            showChosen();
    }
}

void TrainingView::poll()
{
    bool busy = false;
    for (auto &entry : m_entries) {
        if (!entry.job)
            continue;
        busy = true;
        if (const auto state = entry.job->state(); state != std::exchange(entry.state, state))
            showChooser();
        if (m_follow && entry.state == ListedJob::State::Running && entry.id != m_chosen) {
            m_chosen = entry.id;
            showChooser();
        }
        if (entry.id != m_chosen)
            continue;
        entry.progress = entry.job->progress();
        entry.elapsedMs = entry.job->elapsedMs();
        if (isVisible())
            showChosen();
    }
    if (!busy)
        m_timer->stop();
}

void TrainingView::showChooser()
{
    if (m_chosen < 0 && !m_entries.empty())
        m_chosen = m_entries.front().id;
    const QSignalBlocker quiet(m_chooser);
    m_chooser->clear();
    for (const auto &entry : m_entries) {
        QString state;
        switch (entry.state) {
        case ListedJob::State::Waiting:
            state = tr("waiting");
            break;
        case ListedJob::State::Running:
            state = tr("training");
            break;
        case ListedJob::State::Done:
            state = tr("done");
            break;
        case ListedJob::State::Failed:
            state = tr("failed");
            break;
        case ListedJob::State::Cancelled:
            state = entry.paused ? tr("paused") : tr("cancelled");
            break;
        }
        m_chooser->addItem(tr("%1 · %2").arg(entry.title, state), entry.id);
    }
    m_chooser->setCurrentIndex(m_chooser->findData(m_chosen));
}

QString TrainingView::statusText(const Entry &entry) const
{
    switch (entry.state) {
    case ListedJob::State::Waiting:
        return tr("Waiting for the training before it.");
    case ListedJob::State::Done:
        return tr("Done in %1.").arg(formatDuration(entry.elapsedMs));
    case ListedJob::State::Failed:
        return entry.failure;
    case ListedJob::State::Cancelled:
        if (entry.paused)
            return tr("Paused after %1: it can go on from its last epoch.").arg(formatDuration(entry.elapsedMs));
        return tr("Cancelled after %1; nothing of it is kept.").arg(formatDuration(entry.elapsedMs));
    case ListedJob::State::Running:
        break;
    }
    QStringList parts{entry.job && entry.job->isFinishing()
                          ? tr("It stops after this epoch and keeps the best state so far.")
                          : progressText(entry.progress.what)};
    if (!entry.progress.epochs.empty() && entry.progress.epochs.back().samplesPerSecond > 0) {
        const auto rate = static_cast<std::int64_t>(entry.progress.epochs.back().samplesPerSecond);
        parts << tr("%1 samples/s").arg(formatShortCount(rate));
    }
    if (entry.job)
        parts << jobTimeText(*entry.job);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

void TrainingView::showChosen()
{
    const auto *entry = chosen();
    const bool curves =
        std::any_of(m_overlays.begin(), m_overlays.end(), [](const auto &run) { return !run.epochs.empty(); });
    m_stack->setCurrentWidget(entry || curves ? m_content : m_resting ? m_resting : static_cast<QWidget *>(m_empty));
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_chooser, m_bar, m_status, m_pause, m_keepBest, m_cancel, m_tabs})
        widget->setVisible(entry != nullptr);
    showCurves(entry);
    if (!entry)
        return;
    const bool running = entry->state == ListedJob::State::Running || entry->state == ListedJob::State::Waiting;
    m_bar->setVisible(running);
    m_bar->setFraction(entry->progress.pace.fraction());
    m_cancel->setVisible(running);
    m_keepBest->setVisible(running && entry->canKeepBest);
    m_pause->setVisible(running && entry->canPause);
    m_pause->setEnabled(!entry->paused && entry->state == ListedJob::State::Running && entry->job &&
                        entry->job->canGoOnLater());
    m_keepBest->setEnabled(entry->job && entry->job->canKeepBest());
    m_status->setText(statusText(*entry));
    m_epochs->setValidationName(entry->validationName);
    fitHeadings();
    const auto *bar = m_table->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_epochs->setEpochs(entry->progress.epochs);
    if (atEnd && running)
        m_table->scrollToBottom();
    showLog(*entry);
}

/// Every heading is read whole, if need be with a scroll bar.
void TrainingView::fitHeadings()
{
    auto *header = m_table->horizontalHeader();
    int widest = 0;
    for (int column = 0; column < m_epochs->columnCount(); ++column)
        widest = std::max(widest, header->sectionSizeHint(column));
    if (widest != header->minimumSectionSize())
        header->setMinimumSectionSize(widest);
}

void TrainingView::showCurves(const Entry *entry)
{
    const auto drawn = entry ? Drawn{entry->id, entry->progress.epochs.size(), entry->state} : Drawn{};
    if (m_drawn == drawn)
        return;
    m_drawn = drawn;
    std::vector<EpochCurve> curves;
    for (const auto &run : m_overlays)
        curves.push_back(
            {tr("%1: %2").arg(runLetter(run.slot)).arg(run.label), SeriesColour::run(run.slot), run.epochs});
    const auto epochs = entry ? entry->progress.epochs : std::vector<EpochReport>();
    curves.push_back({entry ? entry->title : QString(), SeriesColour{}, epochs});
    auto loss = lossChart(curves);
    auto validation = validationChart(curves);
    const int best = bestEpochRow(epochs);
    loss.title = tr("Loss");
    validation.title = entry && !entry->validationName.isEmpty()
                           ? tr("%1 on validation data").arg(entry->validationName)
                           : tr("Validation");
    for (auto *chart : {&loss, &validation}) {
        if (best >= 0)
            chart->mark = epochs[static_cast<std::size_t>(best)].epoch;
        chart->whyEmpty = whyNoCurve(entry);
    }
    m_loss->setData(std::move(loss));
    m_validation->setData(std::move(validation));
}

QString TrainingView::whyNoCurve(const Entry *entry) const
{
    if (entry && !entry->canKeepBest)
        return tr("This recommender is solved in one step: it has no curve.");
    return entry && entry->state == ListedJob::State::Done ? tr("Nothing was judged while it trained.")
                                                           : tr("The first epoch is not over yet.");
}

void TrainingView::showLog(const Entry &entry)
{
    auto lines = entry.progress.notes;
    for (auto &line : lines)
        line = progressText(line);
    if (!entry.failure.isEmpty())
        lines << entry.failure;
    const auto text = lines.isEmpty() ? tr("Nothing to report.") : lines.join(QLatin1Char('\n'));
    if (m_log->toPlainText() != text)
        m_log->setPlainText(text);
}

void TrainingView::retranslate()
{
    m_empty->setText(tr("While a recommender trains, its curves, epochs and log appear here."));
    m_keepBest->setText(tr("Keep best"));
    m_keepBest->setToolTip(tr("Stop now and keep the best epoch so far"));
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Stop now and go on later from the last epoch, also after the program was closed"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop and keep nothing"));
    m_chooser->setAccessibleName(tr("Training shown"));
    m_table->setAccessibleName(tr("Epochs"));
    m_log->setAccessibleName(tr("Log"));
    m_tabs->setTabText(0, tr("Epochs"));
    m_tabs->setTabText(1, tr("Log"));
    m_epochs->retranslate();
    m_drawn.reset();
    showChooser();
    showChosen();
}

} // namespace aisle
