#include "widgets/train/trainpage.h"
#include "core/runs/training/training.h"
#include "widgets/commands/trainsetting.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/hairline.h"
#include "widgets/common/style.h"
#include "widgets/common/taborder.h"
#include "widgets/common/theme.h"
#include "widgets/forms/paramform.h"
#include "widgets/shell/chartnotices.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/recommendertext.h"
#include "widgets/text/runtext.h"
#include "widgets/train/earlierruns.h"
#include "widgets/train/featurechoice.h"
#include "widgets/train/presetbox.h"
#include "widgets/train/protocolbox.h"
#include "widgets/train/quickcomparison.h"
#include "widgets/train/recommenderlist.h"
#include "widgets/train/stoppedruns.h"
#include "widgets/train/trainestimator.h"
#include "widgets/train/trainingview.h"
#include "widgets/train/trainqueue.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {

namespace {

constexpr int kEstimateDelayMs = 250;
constexpr std::size_t kMostRunsAtOnce = 64;
constexpr int kFooterInOneRow = 760;
constexpr QSize kTrainButton(140, 36);
const QString kSplitterKey = QStringLiteral("train/splitter");
const QString kFoldedKey = QStringLiteral("train/folded");
const QString kProtocolOpenKey = QStringLiteral("train/protocol-open");

const bool kRegistered = registerPage({.id = "train",
                                       .title = QT_TRANSLATE_NOOP("Page", "Train"),
                                       .icon = "train",
                                       .order = 20,
                                       .make = [](QWidget *parent) -> Page * { return new TrainPage(parent); }});

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    return label;
}

/// Low, for the form above it: its halves stand side by side where there is room.
class Footer : public QWidget
{
public:
    Footer() : m_halves(new QBoxLayout(QBoxLayout::TopToBottom, this)) {}
    QBoxLayout *halves() const { return m_halves; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        m_halves->setDirection(width() < kFooterInOneRow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        QWidget::resizeEvent(event);
    }

private:
    QBoxLayout *m_halves;
};

} // namespace

TrainPage::TrainPage(QWidget *parent) : Page(parent)
{
    createWidgets();
    layOut();
    connectAll();
}

void TrainPage::createWidgets()
{
    m_empty = new EmptyState(this);
    m_empty->setIcon(QStringLiteral("train"));
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_list = new RecommenderList(m_splitter);
    m_quick = new QuickComparison(this);
    m_name = wrapped(this);
    m_name->setFont(pageTitleFont());
    m_summary = wrapped(this);
    m_coldStart = wrapped(this);
    for (auto *label : {m_summary, m_coldStart})
        setSecondary(label);
    m_presets = new PresetBox(this);
    m_paramsTitle = new QLabel(this);
    m_paramsTitle->setFont(sectionFont());
    m_reset = new QPushButton(this);
    m_reset->setObjectName(QStringLiteral("reset-parameters"));
    m_reset->setFlat(true);
    m_noParams = wrapped(this);
    m_severalHelp = wrapped(this);
    for (auto *label : {m_noParams, m_severalHelp})
        setSecondary(label);
    m_params = new ParamForm(this);
    m_features = new FeatureChoice(this);
    m_protocol = new ProtocolBox(this);
    m_nameLabel = new QLabel(this);
    m_runName = new QLineEdit(this);
    m_runName->setObjectName(QStringLiteral("run-name"));
    m_protocolLine = wrapped(this);
    m_protocolLine->setObjectName(QStringLiteral("protocol-line"));
    m_protocolLine->setTextFormat(Qt::PlainText);
    m_changeProtocol = new QPushButton(this);
    m_changeProtocol->setObjectName(QStringLiteral("change-protocol"));
    m_changeProtocol->setCheckable(true);
    m_estimate = wrapped(this);
    m_estimate->setObjectName(QStringLiteral("estimate"));
    m_train = new QPushButton(this);
    m_train->setObjectName(QStringLiteral("start-training"));
    m_train->setMinimumSize(kTrainButton);
    setPrimary(m_train);
    m_stopped = new StoppedRuns(this);
    m_training = new TrainingView(this);
    m_earlier = new EarlierRuns(this);
    m_earlier->hide();
    m_estimator = new TrainEstimator(this);
    m_estimateTimer = new QTimer(this);
    m_estimateTimer->setSingleShot(true);
    m_estimateTimer->setInterval(kEstimateDelayMs);
}

QWidget *TrainPage::makeForm()
{
    auto *content = new QWidget;
    auto *paramsHead = new QHBoxLayout;
    paramsHead->addWidget(m_paramsTitle, 1);
    paramsHead->addWidget(m_reset);
    auto *name = new QHBoxLayout;
    m_nameLabel->setBuddy(m_runName);
    name->addWidget(m_nameLabel);
    name->addWidget(m_runName, 1);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kSpaceBetween, 0, kSpacePage, kSpacePage);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_quick);
    layout->addSpacing(kSpaceBetween);
    layout->addWidget(m_name);
    layout->addWidget(m_summary);
    layout->addWidget(m_coldStart);
    layout->addSpacing(kSpaceBetween);
    layout->addLayout(paramsHead);
    layout->addWidget(m_presets);
    layout->addWidget(m_noParams);
    layout->addWidget(m_severalHelp);
    layout->addWidget(m_params);
    layout->addWidget(m_features);
    layout->addWidget(m_protocol);
    layout->addSpacing(kSpaceBetween);
    layout->addLayout(name);
    layout->addStretch(1);

    m_form = new QScrollArea;
    m_form->setObjectName(QStringLiteral("train-form"));
    m_form->setWidget(content);
    m_form->setWidgetResizable(true);
    m_form->setFrameShape(QFrame::NoFrame);
    m_form->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form->setFocusPolicy(Qt::NoFocus);
    return m_form;
}

QWidget *TrainPage::makeFooter()
{
    auto *footer = new Footer;
    footer->halves()->setContentsMargins(kSpaceBetween, kSpaceBetween,
                                         kSpacePage + style()->pixelMetric(QStyle::PM_ScrollBarExtent), 0);
    for (const auto &[text, button] : {std::pair(m_protocolLine, m_changeProtocol), std::pair(m_estimate, m_train)}) {
        auto *half = new QHBoxLayout;
        half->setSpacing(kSpaceBetween);
        half->addWidget(text, 1);
        half->addWidget(button);
        footer->halves()->addLayout(half, 1);
    }
    return footer;
}

void TrainPage::layOut()
{
    auto *middle = new QWidget(m_splitter);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeForm(), 1);
    column->addWidget(new Hairline); // what scrolls ends here
    column->addWidget(makeFooter());
    m_list->setMinimumWidth(200);
    middle->setMinimumWidth(380);
    auto *right = new QWidget(m_splitter);
    auto *watching = new QVBoxLayout(right);
    watching->setContentsMargins(0, 0, 0, 0);
    watching->setSpacing(kSpaceBetween);
    watching->addWidget(m_stopped);
    watching->addWidget(m_training, 1);
    right->setMinimumWidth(280);
    for (QWidget *part : {static_cast<QWidget *>(m_list), middle, right})
        m_splitter->addWidget(part);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({270, 470, 460});

    auto *page = new QWidget(this);
    auto *margins = new QVBoxLayout(page);
    margins->setContentsMargins(kSpacePage, kSpacePage, kSpacePage, kSpacePage);
    margins->addWidget(m_splitter);
    m_stack = new QStackedLayout(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
}

void TrainPage::connectAll()
{
    tellOfSavedCharts(this);
    connect(m_empty, &EmptyState::triggered, this, [this] { Q_EMIT commandRequested(QStringLiteral("import")); });
    connect(m_list, &RecommenderList::currentChanged, this, &TrainPage::chooseRecommender);
    connect(m_list, &RecommenderList::activated, this, [this] { m_params->focusFirst(); });
    connect(m_params, &ParamForm::changed, this, &TrainPage::onFormChanged);
    connect(m_features, &FeatureChoice::changed, this, &TrainPage::onFormChanged);
    connect(m_protocol, &ProtocolBox::changed, this, &TrainPage::onFormChanged);
    connect(m_reset, &QPushButton::clicked, m_params, &ParamForm::reset);
    connect(m_changeProtocol, &QPushButton::toggled, this, &TrainPage::unfoldProtocol);
    connect(m_train, &QPushButton::clicked, this, &TrainPage::startTraining);
    connect(m_quick, &QuickComparison::startRequested, this, &TrainPage::startQuickComparison);
    connect(m_quick, &QuickComparison::queued, m_training, &TrainingView::add);
    connect(m_quick, &QuickComparison::finished, this, &TrainPage::onQuickOver);
    connect(m_stopped, &StoppedRuns::resumeRequested, this, &TrainPage::resume);
    connect(m_earlier, &EarlierRuns::changed, this,
            [this] { m_training->setResting(m_earlier->isEmpty() ? nullptr : m_earlier); });
    connect(m_earlier, &EarlierRuns::chosen, this, [this](const RunRecord &run) {
        setRequest(requestOf(run));
        reveal();
    });
    connect(m_presets, &PresetBox::chosen, m_params, &ParamForm::setValues);
    connect(m_presets, &PresetBox::patienceChosen, m_protocol, &ProtocolBox::setPatience);
    connect(m_estimator, &TrainEstimator::dataRead, this, [this] { m_protocol->setEstimate(m_estimator->estimate()); });
    connect(m_estimator, &TrainEstimator::changed, this, &TrainPage::showEstimate);
    connect(m_list, &RecommenderList::foldedChanged, this, [this] {
        if (session())
            session()->setSetting(kFoldedKey, QJsonArray::fromStringList(m_list->folded()));
    });
    connect(m_estimateTimer, &QTimer::timeout, this, &TrainPage::estimate);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        QJsonArray sizes;
        for (const int size : m_splitter->sizes())
            sizes.append(size);
        if (session())
            session()->setSetting(kSplitterKey, sizes);
    });
}

void TrainPage::onProjectChanged()
{
    m_factsJob.letGo();
    m_overlayJob.letGo();
    m_facts.reset();
    m_quickAsked = false;
    m_list->search()->clear(); // it was about the other project
    m_estimator->setSession(session());
    m_quick->setSession(session());
    m_parametersOf = {};
    m_resuming.clear();
    m_training->setSession(session());
    m_stopped->setSession(session());
    m_protocol->setKeys(session() ? session()->keys() : KeyFormatter());
    m_earlier->setSession(session());
    if (!session())
        return;
    connect(session().get(), &ProjectSession::keysChanged, this, [this] { m_protocol->setKeys(session()->keys()); });
    for (const auto changed : {&ProjectSession::eventsChanged, &ProjectSession::catalogueChanged}) {
        connect(session().get(), changed, this, [this] {
            m_estimator->forgetData();
            readFacts();
        });
    }
    for (const auto changed :
         {&ProjectSession::runsChanged, &ProjectSession::featuresChanged, &ProjectSession::graphChanged})
        connect(session().get(), changed, this, &TrainPage::readFacts);
    connect(session().get(), &ProjectSession::runsChanged, m_stopped, &StoppedRuns::refresh);
    connect(&session()->jobs(), &JobList::heldChanged, this, &TrainPage::onHeld);
    connect(&session()->jobs(), &JobList::goingOn, this, &TrainPage::resumeHeld);
    m_stopped->refresh();
    connect(session().get(), &ProjectSession::runsChanged, m_earlier, &EarlierRuns::refresh);
    m_earlier->refresh();
    connect(&session()->selection(), &Selection::runsChanged, this, &TrainPage::showOverlays);
    connect(&session()->selection(), &Selection::shoppersChanged, this, &TrainPage::showSelection);
    connect(&session()->selection(), &Selection::productsChanged, this, &TrainPage::showSelection);
    if (const auto sizes = session()->setting(kSplitterKey).toArray(); sizes.size() == 3)
        m_splitter->setSizes({sizes[0].toInt(), sizes[1].toInt(), sizes[2].toInt()});
    QStringList folded;
    for (const auto &family : session()->setting(kFoldedKey).toArray())
        folded.append(family.toString());
    m_list->setFolded(folded);
    m_changeProtocol->setChecked(session()->setting(kProtocolOpenKey).toBool());
    m_protocol->setFolded(!m_changeProtocol->isChecked());
    showSelection();
    readFacts();
}

/// Opened, it is seen at once.
void TrainPage::unfoldProtocol(bool open)
{
    m_protocol->setFolded(!open);
    m_changeProtocol->setText(open ? tr("Fold") : tr("Change"));
    if (!session())
        return;
    session()->setSetting(kProtocolOpenKey, open);
    tabInLayoutOrder(this);
    if (open && isVisible())
        QMetaObject::invokeMethod(
            this, [this] { m_form->verticalScrollBar()->setValue(m_protocol->y()); }, Qt::QueuedConnection);
}

void TrainPage::onShown()
{
    const auto form = session()->setting(kTrainFormSetting).toObject();
    if (m_facts && !form.isEmpty() && form != m_remembered) { // another page asks for something to be trained again
        setRequest(TrainRequest::fromJson(form));
        reveal();
    }
    showOverlays();
    if (!m_estimator->knowsData() && !m_estimator->isRunning())
        m_estimateTimer->start();
}

void TrainPage::readFacts()
{
    if (!session())
        return;
    session()->query<DataFacts>(
        m_factsJob, [](const Project &project, JobContext &job) { return readDataFacts(project, job); },
        [this](Outcome<DataFacts> outcome) {
            if (const auto *error = std::get_if<Error>(&outcome))
                Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = liveErrorText(*error)});
            if (const auto *facts = std::get_if<DataFacts>(&outcome))
                takeFacts(*facts);
        });
}

void TrainPage::takeFacts(const DataFacts &facts)
{
    const bool first = !m_facts || m_facts->events == 0; // an empty log says nothing of the split that fits it
    const bool sameData = m_facts && m_facts->hasSameData(facts) && m_facts->inventory.runs == facts.inventory.runs;
    m_facts = facts;
    m_estimator->setFacts(facts);
    if (sameData) {
        m_estimator->knowsData() ? m_estimator->askResources(request()) : onFormChanged();
        return;
    }
    m_stack->setCurrentIndex(facts.events > 0 ? 1 : 0);
    m_list->setFacts(facts);
    m_features->setTables(facts.features);
    m_filling = true;
    m_protocol->setFacts(facts);
    m_filling = false;
    if (first) {
        m_remembered = session()->setting(kTrainFormSetting, TrainRequest{}.toJson()).toObject();
        setRequest(TrainRequest::fromJson(m_remembered));
        if (m_remembered.contains(kTrainAgainKey))
            reveal();
    }
    onFormChanged();
}

void TrainPage::setRequest(const TrainRequest &request)
{
    m_filling = true;
    const auto id = findRecommender(request.recommender) ? request.recommender : std::string("ease");
    m_parametersOf.insert(QString::fromStdString(id), request.parameters);
    m_features->setChosen(request.features);
    if (m_facts) {
        auto known = request;
        const auto spec = [&] {
            try {
                return request.protocol.split.isEmpty() ? std::optional<SplitSpec>()
                                                        : SplitSpec::parse(request.protocol.split);
            } catch (const Error &) {
                return std::optional<SplitSpec>();
            }
        }();
        if (!spec || (spec->kind == SplitKind::Time && !m_facts->hasTimes()))
            known.protocol.split.clear();
        m_protocol->readFrom(known);
    }
    if (m_list->current() == id)
        chooseRecommender(QString::fromStdString(id));
    else
        m_list->setCurrent(id);
    m_filling = false;
    onFormChanged();
}

/// What was asked for from elsewhere is seen at once, whatever was searched and scrolled to before.
void TrainPage::reveal()
{
    m_list->search()->clear();
    m_list->setCurrent(m_recommender);
    m_form->verticalScrollBar()->setValue(0);
    m_params->focusFirst();
}

void TrainPage::chooseRecommender(const QString &id)
{
    const auto *info = findRecommender(id.toStdString());
    if (!info)
        return;
    const bool wasFilling = std::exchange(m_filling, true);
    if (m_recommender != info->id)
        m_form->verticalScrollBar()->setValue(0);
    m_recommender = info->id;
    m_earlier->setRecommender(info->id);
    m_params->setSchema(info->schema);
    m_presets->setRecommender(*info);
    m_params->setValues(m_parametersOf.value(id).toObject());
    m_features->setRecommender(*info);
    m_protocol->setTraits(info->traits);
    m_filling = wasFilling;
    retranslate();
    onFormChanged();
    tabInLayoutOrder(this);
}

TrainRequest TrainPage::request() const
{
    TrainRequest request;
    request.recommender = m_recommender;
    request.parameters = m_params->changedValues();
    request.features = m_features->chosen();
    m_protocol->writeTo(request);
    request.name = m_runName->text().trimmed();
    return request;
}

std::vector<TrainRequest> TrainPage::requests() const
{
    std::vector<TrainRequest> all;
    for (const auto &parameters : m_params->eachChangedValues()) {
        all.push_back(request());
        all.back().parameters = parameters;
    }
    return all;
}

void TrainPage::onFormChanged()
{
    if (m_filling || m_recommender.empty())
        return;
    m_parametersOf.insert(QString::fromStdString(m_recommender), m_params->changedValues());
    m_reset->setVisible(!m_params->changedValues().isEmpty() || m_params->choices() > 1);
    m_presets->showValues(m_params->values());
    m_estimator->forgetFailure();
    showEstimate();
    if (session() && m_facts && m_facts->events > 0)
        m_estimateTimer->start();
}

void TrainPage::rememberForm()
{
    auto form = request();
    form.name.clear();
    form.protocol.filter.onlyUsers.clear(); // a selection is not worth keeping beyond the day
    form.protocol.filter.onlyItems.clear();
    m_remembered = form.toJson();
    session()->setSetting(kTrainFormSetting, m_remembered);
}

void TrainPage::estimate()
{
    if (!session() || !m_facts || m_facts->events == 0 || m_recommender.empty() || !isVisible())
        return;
    rememberForm();
    m_estimator->ask(request());
}

void TrainPage::showEstimate()
{
    const bool readOnly = session() && session()->isReadOnly();
    m_protocolLine->setText(m_protocol->line());
    const bool bad = m_estimator->failure() || m_estimator->isTooLarge() || readOnly;
    const auto runs = m_params->choices();
    const bool tooMany = runs > kMostRunsAtOnce;
    m_train->setText(runs > 1 ? tr("Train %1 runs").arg(runs) : tr("Train"));
    m_estimate->setText(readOnly   ? tr("This project is open for reading only: runs cannot be kept.")
                        : tooMany  ? tr("%1 runs are too many at once: name fewer values.").arg(runs)
                        : runs > 1 ? tr("The first of them: %1").arg(m_estimator->text())
                                   : m_estimator->text());
    setTone(m_estimate, bad || tooMany ? Tone::Bad : Tone::Secondary);
    m_train->setEnabled(!readOnly && !tooMany && !m_estimator->failure() && !m_recommender.empty());
    m_quick->setStartable(!readOnly && !m_estimator->failure());
    m_quick->showEstimate(*m_estimator);
    startQuickIfAsked();
}

void TrainPage::showSelection()
{
    const auto &state = session()->selection().state();
    m_protocol->setSelection(state.shoppers.ids ? *state.shoppers.ids : std::vector<UserId>{},
                             state.products.ids ? *state.products.ids : std::vector<ItemId>{});
}

void TrainPage::showOverlays()
{
    if (!session() || !isVisible())
        return;
    const auto runs = session()->selection().state().runs;
    session()->query<std::vector<RunRecord>>(
        m_overlayJob,
        [runs](const Project &project, JobContext &) {
            std::vector<RunRecord> records;
            for (const auto &run : runs)
                records.push_back(run ? RunStore(project).find(run->id).value_or(RunRecord{}) : RunRecord{});
            return records;
        },
        [this, runs](Outcome<std::vector<RunRecord>> outcome) {
            std::vector<CurveOverlay> overlays;
            if (auto *records = std::get_if<std::vector<RunRecord>>(&outcome)) {
                for (std::size_t slot = 0; slot < records->size(); ++slot) {
                    if (runs[slot])
                        overlays.push_back(
                            {static_cast<int>(slot), runs[slot]->label, std::move((*records)[slot].epochs)});
                }
            }
            m_training->setOverlays(std::move(overlays));
        });
}

void TrainPage::startTraining()
{
    if (!m_train->isEnabled() || !session())
        return;
    const auto *info = findRecommender(m_recommender);
    const LiveText why = [info, list = QPointer(m_list)] { return info && list ? list->whyNot(*info) : QString(); };
    if (!why.isEmpty()) {
        Q_EMIT noticeRaised({.level = Notice::Level::Warning, .text = why});
        return;
    }
    rememberForm();
    for (const auto &wanted : requests())
        queue(wanted);
    m_runName->clear();
}

void TrainPage::queue(const TrainRequest &wanted)
{
    auto *job = queueTraining(session(), wanted, m_estimator->secondsOf(wanted), this,
                              [this, owner = session().get()](const Outcome<TrainResult> &outcome) {
                                  const auto *result = std::get_if<TrainResult>(&outcome);
                                  if (result && session().get() == owner)
                                      onTrained(result->run);
                              });
    m_training->add(job, QString::fromStdString(wanted.protocol.select));
}

void TrainPage::startQuickComparison()
{
    const auto wanted = m_quick->protocolFor(request());
    m_protocol->readFrom(wanted);
    rememberForm();
    m_quick->start(wanted, *m_estimator);
}

/// Once it is known what the data offer and what it takes.
void TrainPage::startQuickIfAsked()
{
    if (m_estimator->failure())
        m_quickAsked = false; // the page says why
    if (!m_quickAsked || !m_facts || !m_estimator->estimate() || m_estimator->isRunning())
        return;
    m_quickAsked = false;
    startQuickComparison();
}

ListedJob *TrainPage::resume(const RunRecord &run)
{
    m_resuming.push_back(run.id);
    auto *job = queueResuming(session(), run, this,
                              [this, id = run.id, owner = session().get()](const Outcome<TrainResult> &outcome) {
                                  std::erase(m_resuming, id);
                                  const auto *result = std::get_if<TrainResult>(&outcome);
                                  if (result && session().get() == owner)
                                      onTrained(result->run);
                              });
    m_training->add(job, QString::fromStdString(run.protocol.select));
    return job;
}

void TrainPage::onHeld(bool held)
{
    m_stoppedBefore.clear();
    for (const auto &run : m_stopped->runs())
        if (held)
            m_stoppedBefore.push_back(run.id);
}

/// What stopped since the queue was held goes on before what waits.
void TrainPage::resumeHeld()
{
    auto &jobs = session()->jobs();
    const auto has = [](const std::vector<RunId> &runs, RunId id) { return std::ranges::find(runs, id) != runs.end(); };
    for (const auto &run : m_stopped->runs()) {
        if (has(m_stoppedBefore, run.id) || has(m_resuming, run.id))
            continue;
        auto *job = resume(run);
        while (jobs.canMoveEarlier(job))
            jobs.moveEarlier(job);
    }
}

void TrainPage::onTrained(const RunRecord &run)
{
    const auto select = QString::fromStdString(run.protocol.select);
    const auto figure = run.test.find(select.toStdString());
    const auto value = figure == run.test.end() ? std::optional<double>() : figure->second;
    const auto text = [run, select, value] {
        return value ? tr("%1 is trained: %2 is %3 on the test part.").arg(runLabel(run), select, formatMetric(*value))
                     : tr("%1 is trained.").arg(runLabel(run));
    };
    Q_EMIT noticeRaised({.level = Notice::Level::Good,
                         .text = text,
                         .action = [] { return tr("Compare"); },
                         .onAction =
                             [page = QPointer<TrainPage>(this), ref = RunRef{run.id, runLabel(run)}] {
                                 if (!page || !page->session())
                                     return;
                                 page->session()->selection().compareRun(ref);
                                 Q_EMIT page->pageRequested(QStringLiteral("runs"));
                             }});
}

void TrainPage::onQuickOver()
{
    if (isVisible()) {
        Q_EMIT pageRequested(QStringLiteral("runs"));
        return;
    }
    Q_EMIT noticeRaised({.level = Notice::Level::Good,
                         .text = [] { return tr("The quick comparison is done."); },
                         .action = [] { return tr("Show runs"); },
                         .onAction =
                             [page = QPointer<TrainPage>(this)] {
                                 if (page)
                                     Q_EMIT page->pageRequested(QStringLiteral("runs"));
                             }});
}

void TrainPage::findInPage()
{
    m_list->search()->setFocus();
    m_list->search()->selectAll();
}

bool TrainPage::runCommand(const QString &id)
{
    if (id == QLatin1String("start-training")) {
        startTraining();
    } else if (id == QLatin1String("quick-comparison")) {
        m_quickAsked = true;
        startQuickIfAsked();
    } else {
        return false;
    }
    return true;
}

bool TrainPage::isSettled() const
{
    return !m_earlier->isReading() && !m_factsJob.isRunning() && !m_estimator->isRunning() &&
           !m_overlayJob.isRunning() && !m_estimateTimer->isActive();
}

void TrainPage::retranslate()
{
    m_empty->setText(tr("There is nothing to learn from yet. Import a behaviour log first."));
    m_empty->setAction(tr("Import files"));
    if (const auto *info = findRecommender(m_recommender)) {
        m_name->setText(coreText("Recommender", info->name));
        const auto paper = coreText("Recommender", info->paper);
        const auto summary = coreText("Recommender", info->summary);
        m_summary->setText(paper.isEmpty() ? summary : tr("%1 (%2)").arg(summary, paper));
        m_coldStart->setText(coldStartText(info->traits));
        m_noParams->setVisible(info->schema.specs().empty());
    }
    m_paramsTitle->setText(tr("Parameters"));
    m_reset->setText(tr("Reset all"));
    m_noParams->setText(tr("It has no parameters."));
    m_severalHelp->setText(tr("Several numbers in a field, such as 50, 100, 200, train a run for each."));
    m_severalHelp->setVisible(std::ranges::any_of(m_params->schema().specs(), [](const ParamSpec &spec) {
        return spec.type == ParamType::Integer || spec.type == ParamType::Real;
    }));
    m_nameLabel->setText(tr("Name of the run"));
    m_runName->setPlaceholderText(tr("Optional"));
    m_changeProtocol->setText(m_changeProtocol->isChecked() ? tr("Fold") : tr("Change"));
    m_changeProtocol->setToolTip(tr("What is learnt from, what is tested and how it is judged"));
    showEstimate();
}

} // namespace aisle
