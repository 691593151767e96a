#include "widgets/pages/trainpage.h"
#include "core/recommend/device.h"
#include "core/workflow/training.h"
#include "widgets/emptystate.h"
#include "widgets/errortext.h"
#include "widgets/format.h"
#include "widgets/paramform.h"
#include "widgets/protocolbox.h"
#include "widgets/recommenderlist.h"
#include "widgets/settings.h"
#include "widgets/style.h"
#include "widgets/theme.h"
#include "widgets/trainingview.h"
#include "widgets/trainsetting.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

constexpr int kEstimateDelayMs = 250;
constexpr double kManyRepeats = .1;
constexpr double kValidationShare = .15;  ///< of judging both parts by every metric, each epoch's one figure
constexpr double kSecondsPerScore = 2e-8; ///< of a product for a shopper while judging; EASE on 2 cores
constexpr const char *kQuickRecommenders[]{"popularity", "bought-again", "item-knn", "ease"};
const QString kSplitterKey = QStringLiteral("train/splitter");

const bool kRegistered = registerPage({.id = "train",
                                       .title = QT_TRANSLATE_NOOP("Page", "Train"),
                                       .icon = "train",
                                       .order = 20,
                                       .make = [](QWidget *parent) -> Page * { return new TrainPage(parent); }});

const RecommenderInfo *findRecommender(const std::string &id)
{
    const auto &all = recommenders();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &info) { return info.id == id; });
    return found == all.end() ? nullptr : &*found;
}

/// An estimate is no measurement: whole seconds, and nothing below one.
QString aboutTime(double seconds)
{
    if (seconds < 1)
        return TrainPage::tr("Less than a second");
    const auto rounded = seconds < 10 ? std::ceil(seconds) : std::ceil(seconds / 5) * 5;
    const auto text =
        rounded < 60 ? TrainPage::tr("%1 s").arg(rounded) : formatDuration(static_cast<std::int64_t>(rounded) * 1000);
    return TrainPage::tr("About %1").arg(text);
}

/// What the shape of the data, its split and its shares depend on.
QJsonObject protocolOf(const TrainRequest &request)
{
    auto protocol = request.toJson();
    for (const auto &key : {QStringLiteral("recommender"), QStringLiteral("parameters"), QStringLiteral("name")})
        protocol.remove(key);
    return protocol;
}

QLabel *wrapped(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    return label;
}

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
    m_quickTitle = wrapped(this);
    m_quickTitle->setFont(sectionFont());
    m_quickText = wrapped(this);
    setSecondary(m_quickText);
    m_quick = new QPushButton(this);
    m_quick->setObjectName(QStringLiteral("quick-comparison"));
    m_name = wrapped(this);
    m_name->setFont(pageTitleFont());
    m_summary = wrapped(this);
    setSecondary(m_summary);
    m_paramsTitle = new QLabel(this);
    m_paramsTitle->setFont(sectionFont());
    m_reset = new QPushButton(this);
    m_reset->setObjectName(QStringLiteral("reset-parameters"));
    m_reset->setFlat(true);
    m_noParams = wrapped(this);
    setSecondary(m_noParams);
    m_params = new ParamForm(this);
    m_protocol = new ProtocolBox(this);
    m_nameLabel = new QLabel(this);
    m_runName = new QLineEdit(this);
    m_runName->setObjectName(QStringLiteral("run-name"));
    m_estimate = wrapped(this);
    m_estimate->setObjectName(QStringLiteral("estimate"));
    m_train = new QPushButton(this);
    m_train->setObjectName(QStringLiteral("start-training"));
    m_train->setMinimumHeight(40);
    setPrimary(m_train);
    m_training = new TrainingView(m_splitter);
    m_estimateTimer = new QTimer(this);
    m_estimateTimer->setSingleShot(true);
    m_estimateTimer->setInterval(kEstimateDelayMs);
}

QWidget *TrainPage::makeForm()
{
    auto *content = new QWidget;
    auto *quick = new QFrame(content);
    quick->setObjectName(QStringLiteral("quick-card"));
    quick->setFrameShape(QFrame::StyledPanel);
    auto *quickText = new QVBoxLayout;
    quickText->setSpacing(kSpaceInside);
    quickText->addWidget(m_quickTitle);
    quickText->addWidget(m_quickText);
    auto *quickRow = new QHBoxLayout(quick);
    quickRow->setContentsMargins(12, 12, 12, 12);
    quickRow->addLayout(quickText, 1);
    quickRow->addWidget(m_quick, 0, Qt::AlignVCenter);

    auto *paramsHead = new QHBoxLayout;
    paramsHead->addWidget(m_paramsTitle, 1);
    paramsHead->addWidget(m_reset);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(kSpaceBetween, 0, kSpacePage, kSpacePage);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(quick);
    layout->addSpacing(kSpaceBetween);
    layout->addWidget(m_name);
    layout->addWidget(m_summary);
    layout->addSpacing(kSpaceBetween);
    layout->addLayout(paramsHead);
    layout->addWidget(m_noParams);
    layout->addWidget(m_params);
    layout->addWidget(m_protocol);
    layout->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("train-form"));
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

QWidget *TrainPage::makeFooter()
{
    auto *footer = new QWidget;
    auto *name = new QHBoxLayout;
    m_nameLabel->setBuddy(m_runName);
    name->addWidget(m_nameLabel);
    name->addWidget(m_runName, 1);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins(kSpaceBetween, kSpaceBetween,
                               kSpacePage + style()->pixelMetric(QStyle::PM_ScrollBarExtent), 0);
    layout->setSpacing(kSpaceBetween);
    layout->addLayout(name);
    layout->addWidget(m_estimate);
    layout->addWidget(m_train);
    return footer;
}

void TrainPage::layOut()
{
    auto *middle = new QWidget(m_splitter);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeForm(), 1);
    column->addWidget(makeFooter());
    m_list->setMinimumWidth(200);
    middle->setMinimumWidth(380);
    m_training->setMinimumWidth(280);
    for (QWidget *part : {static_cast<QWidget *>(m_list), middle, static_cast<QWidget *>(m_training)})
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
    setTabOrder(m_list, m_quick);
    setTabOrder(m_protocol, m_runName);
    setTabOrder(m_runName, m_train);
}

void TrainPage::connectAll()
{
    connect(m_empty, &EmptyState::triggered, this, [this] { Q_EMIT commandRequested(QStringLiteral("import")); });
    connect(m_list, &RecommenderList::currentChanged, this, &TrainPage::chooseRecommender);
    connect(m_list, &RecommenderList::activated, this, [this] { m_params->setFocus(); });
    connect(m_params, &ParamForm::changed, this, &TrainPage::onFormChanged);
    connect(m_protocol, &ProtocolBox::changed, this, &TrainPage::onFormChanged);
    connect(m_reset, &QPushButton::clicked, m_params, &ParamForm::reset);
    connect(m_train, &QPushButton::clicked, this, &TrainPage::startTraining);
    connect(m_quick, &QPushButton::clicked, this, &TrainPage::startQuick);
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
    m_estimateJob.letGo();
    m_overlayJob.letGo();
    m_facts.reset();
    m_estimates = {};
    m_estimatedProtocol = {};
    m_parametersOf = {};
    m_training->setSession(session());
    if (!session())
        return;
    for (const auto changed : {&ProjectSession::eventsChanged, &ProjectSession::catalogueChanged}) {
        connect(session().get(), changed, this, [this] {
            m_estimatedProtocol = {};
            readFacts();
        });
    }
    connect(session().get(), &ProjectSession::runsChanged, this, &TrainPage::readFacts);
    connect(&session()->selection(), &Selection::runsChanged, this, &TrainPage::showOverlays);
    connect(&session()->selection(), &Selection::shoppersChanged, this, &TrainPage::showSelection);
    connect(&session()->selection(), &Selection::productsChanged, this, &TrainPage::showSelection);
    if (const auto sizes = session()->setting(kSplitterKey).toArray(); sizes.size() == 3)
        m_splitter->setSizes({sizes[0].toInt(), sizes[1].toInt(), sizes[2].toInt()});
    showSelection();
    readFacts();
}

void TrainPage::onShown()
{
    const auto form = session()->setting(kTrainFormSetting).toObject();
    if (m_facts && !form.isEmpty() && form != m_remembered) // another page asks for something to be trained again
        setRequest(TrainRequest::fromJson(form));
    showOverlays();
    if (m_estimatedProtocol.isEmpty() && !m_estimateJob.isRunning())
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
                Q_EMIT noticeRaised({.level = Notice::Level::Error, .text = errorText(*error)});
            const auto *facts = std::get_if<DataFacts>(&outcome);
            if (!facts)
                return;
            const bool first = !m_facts || m_facts->events == 0; // an empty log says nothing of the split that fits it
            const bool sameData = m_facts && m_facts->hasSameData(*facts) && (m_facts->runs > 0) == (facts->runs > 0);
            m_facts = *facts;
            if (sameData) {
                m_estimatedProtocol.isEmpty() ? onFormChanged() : estimateResources();
                return;
            }
            m_stack->setCurrentIndex(facts->events > 0 ? 1 : 0);
            m_list->setFacts(*facts);
            m_filling = true;
            m_protocol->setFacts(*facts);
            m_filling = false;
            if (first) {
                m_remembered = session()->setting(kTrainFormSetting, TrainRequest{}.toJson()).toObject();
                setRequest(TrainRequest::fromJson(m_remembered));
            }
            onFormChanged();
        });
}

void TrainPage::setRequest(const TrainRequest &request)
{
    m_filling = true;
    const auto id = findRecommender(request.recommender) ? request.recommender : std::string("ease");
    m_parametersOf.insert(QString::fromStdString(id), request.parameters);
    if (m_facts) {
        auto known = request;
        const auto spec = [&] {
            try {
                return request.split.isEmpty() ? std::optional<SplitSpec>() : SplitSpec::parse(request.split);
            } catch (const Error &) {
                return std::optional<SplitSpec>();
            }
        }();
        if (!spec || (spec->kind == SplitKind::Time && !m_facts->hasTimes())) {
            SplitSpec standard;
            standard.kind = m_facts->hasTimes() ? SplitKind::Time
                            : m_facts->hasParts ? SplitKind::Fixed
                                                : SplitKind::UserRandom;
            known.split = standard.text();
        }
        m_protocol->readFrom(known);
    }
    if (m_list->current() == id)
        chooseRecommender(QString::fromStdString(id));
    else
        m_list->setCurrent(id);
    m_filling = false;
    onFormChanged();
}

void TrainPage::chooseRecommender(const QString &id)
{
    const auto *info = findRecommender(id.toStdString());
    if (!info)
        return;
    const bool wasFilling = std::exchange(m_filling, true);
    m_recommender = info->id;
    m_params->setSchema(info->schema);
    m_params->setValues(m_parametersOf.value(id).toObject());
    m_protocol->setOffersRepeats(makeRecommender(info->id)->traits().offersRepeats);
    m_filling = wasFilling;
    retranslate();
    onFormChanged();
}

TrainRequest TrainPage::request() const
{
    TrainRequest request;
    request.recommender = m_recommender;
    request.parameters = m_params->changedValues();
    m_protocol->writeTo(request);
    request.name = m_runName->text().trimmed();
    return request;
}

void TrainPage::onFormChanged()
{
    if (m_filling || m_recommender.empty())
        return;
    m_parametersOf.insert(QString::fromStdString(m_recommender), m_params->changedValues());
    m_reset->setVisible(!m_params->changedValues().isEmpty());
    m_estimates.failure.reset();
    showEstimate();
    if (session() && m_facts && m_facts->events > 0)
        m_estimateTimer->start();
}

void TrainPage::rememberForm()
{
    auto form = request();
    form.name.clear();
    form.filter.onlyUsers.clear(); // a selection is not worth keeping beyond the day
    form.filter.onlyItems.clear();
    m_remembered = form.toJson();
    session()->setSetting(kTrainFormSetting, m_remembered);
}

std::vector<TrainRequest> TrainPage::quickRequests() const
{
    std::vector<TrainRequest> all;
    for (const auto *id : kQuickRecommenders) {
        if (!findRecommender(id))
            continue;
        auto one = request();
        one.recommender = id;
        one.parameters = {};
        one.name.clear();
        if (m_estimates.chosen && m_estimates.chosen->repeats >= kManyRepeats)
            one.protocol.mask = MaskSeen::No;
        all.push_back(std::move(one));
    }
    return all;
}

void TrainPage::estimate()
{
    if (!session() || !m_facts || m_facts->events == 0 || m_recommender.empty() || !isVisible())
        return;
    rememberForm();
    const auto wanted = request();
    const auto protocol = protocolOf(wanted);
    if (m_estimates.chosen && protocol == m_estimatedProtocol) {
        estimateResources(); // the shape of the data is known: no need to read it again for another number in the form
        return;
    }
    session()->query<TrainEstimate>(
        m_estimateJob,
        [wanted, cache = session()->datasets()](const Project &project, JobContext &job) {
            return estimateTraining(project, wanted, job, cache.get());
        },
        [this, protocol](Outcome<TrainEstimate> outcome) {
            if (std::holds_alternative<Cancelled>(outcome))
                return;
            m_estimates = {};
            m_estimatedProtocol = protocol;
            if (const auto *estimate = std::get_if<TrainEstimate>(&outcome))
                m_estimates.chosen = *estimate;
            else
                m_estimates.failure = std::get<Error>(outcome);
            m_protocol->setEstimate(m_estimates.chosen);
            estimateResources();
        });
}

void TrainPage::estimateResources()
{
    if (m_estimates.chosen && !m_recommender.empty()) {
        auto &chosen = *m_estimates.chosen;
        m_estimates.failure.reset();
        m_estimates.quickSeconds = 0;
        const double judging = judgingSeconds(chosen);
        try {
            chosen.resources = makeRecommender(m_recommender, m_params->values())->estimate(chosen.shape);
            chosen.resources.seconds += judging;
            if (chosen.valid > 0 && makeRecommender(m_recommender)->traits().iterative)
                chosen.resources.seconds +=
                    judging * kValidationShare * m_params->values().value(QStringLiteral("epochs")).toDouble();
            for (const auto *id : kQuickRecommenders) {
                if (findRecommender(id))
                    m_estimates.quickSeconds += makeRecommender(id)->estimate(chosen.shape).seconds + judging;
            }
        } catch (const Error &error) {
            m_estimates.failure = error;
        }
    }
    showEstimate();
    showQuick();
}

double TrainPage::judgingSeconds(const TrainEstimate &estimate) const
{
    if (estimate.test == 0)
        return 0;
    if (m_facts && m_facts->evaluateSeconds)
        return *m_facts->evaluateSeconds;
    const auto lists =
        std::min<double>(static_cast<double>(estimate.shape.users), static_cast<double>(estimate.valid)) +
        std::min<double>(static_cast<double>(estimate.shape.users), static_cast<double>(estimate.test));
    return lists * static_cast<double>(estimate.shape.items) * kSecondsPerScore;
}

QString TrainPage::estimateText() const
{
    if (m_estimates.failure)
        return errorText(*m_estimates.failure);
    if (!m_estimates.chosen)
        return tr("Working out how long it takes ...");
    const auto &chosen = *m_estimates.chosen;
    const auto memory = formatBytes(chosen.resources.memoryBytes);
    const auto size = tr("%1 shoppers, %2 products, %3 events to learn from.")
                          .arg(formatCount(static_cast<std::int64_t>(chosen.shape.users)),
                               formatCount(static_cast<std::int64_t>(chosen.shape.items)),
                               formatCount(static_cast<std::int64_t>(chosen.shape.events)));
    if (chosen.availableBytes > 0 && chosen.resources.memoryBytes > chosen.availableBytes)
        return tr("It needs %1 of memory and %2 are free: filter the data or choose a smaller recommender.")
            .arg(memory, formatBytes(chosen.availableBytes));
    return tr("%1, %2. %3").arg(aboutTime(chosen.resources.seconds), memory, size);
}

void TrainPage::showEstimate()
{
    const bool readOnly = session() && session()->isReadOnly();
    const bool tooLarge = m_estimates.chosen && m_estimates.chosen->availableBytes > 0 &&
                          m_estimates.chosen->resources.memoryBytes > m_estimates.chosen->availableBytes;
    const bool bad = m_estimates.failure || tooLarge || readOnly;
    m_estimate->setText(readOnly ? tr("This project is open for reading only: runs cannot be kept.") : estimateText());
    setSecondary(m_estimate, !bad);
    auto palette = m_estimate->palette();
    if (bad)
        palette.setColor(QPalette::WindowText, tokens().bad);
    if (bad)
        m_estimate->setPalette(palette);
    m_train->setEnabled(!readOnly && !m_estimates.failure && !m_recommender.empty());
    m_quick->setEnabled(!readOnly && !m_estimates.failure);
}

void TrainPage::showQuick()
{
    m_quickTitle->setText(tr("Quick comparison"));
    m_quick->setText(tr("Compare"));
    auto text = tr("Popularity, bought again, item neighbours and EASE, under the protocol below.");
    if (m_estimates.chosen) {
        text += QLatin1Char(' ') + tr("%1.").arg(aboutTime(m_estimates.quickSeconds));
        if (m_estimates.chosen->repeats >= kManyRepeats)
            text +=
                QLatin1Char(' ') + tr("Products that shoppers already have are offered: %1 of what they want are such.")
                                       .arg(formatPercent(m_estimates.chosen->repeats, 0));
    }
    m_quickText->setText(text);
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

QString TrainPage::runLabel(const RunRecord &run) const
{
    const auto *info = findRecommender(run.recommender.toStdString());
    const auto name = !run.name.isEmpty() ? run.name : info ? coreText("Recommender", info->name) : run.recommender;
    return tr("%1 #%2").arg(name).arg(run.id.value);
}

ListedJob *TrainPage::queue(const TrainRequest &request, std::function<void(const Outcome<TrainResult> &)> then)
{
    const auto *info = findRecommender(request.recommender);
    const auto traits = makeRecommender(request.recommender, request.parameters)->traits();
    auto *owner = session().get();
    JobRequest job{.title = request.name.isEmpty() ? coreText("Recommender", info->name) : request.name,
                   .lane = JobLane::Training,
                   .kind = QStringLiteral("training"),
                   .canKeepBest = traits.iterative,
                   .threads = kThreadsSetting.read()};
    auto *listed = owner->jobs().start<TrainResult>(
        std::move(job),
        [project = owner->project(), cache = owner->datasets(), wanted = request,
         device = kDeviceSetting.read()](JobContext &context) {
            auto own = wanted;
            own.device = chooseDevice(device);
            const auto connection = project->another(&context);
            return trainRun(*connection, own, context, cache.get());
        },
        owner, // the page may go, the run is still worth telling
        [owner, page = QPointer<TrainPage>(this), then = std::move(then)](const Outcome<TrainResult> &outcome) {
            if (std::holds_alternative<TrainResult>(outcome))
                owner->noteRunsChanged();
            if (page && page->session().get() == owner)
                then(outcome);
        });
    m_training->add(listed, QString::fromStdString(request.select));
    return listed;
}

void TrainPage::startTraining()
{
    if (!m_train->isEnabled() || !session())
        return;
    const auto wanted = request();
    const auto *info = findRecommender(wanted.recommender);
    if (const auto why = info ? m_list->whyNot(*info) : QString(); !why.isEmpty()) {
        Q_EMIT noticeRaised({.level = Notice::Level::Warning, .text = why});
        return;
    }
    rememberForm();
    queue(wanted, [this](const Outcome<TrainResult> &outcome) {
        if (const auto *result = std::get_if<TrainResult>(&outcome))
            onTrained(result->run);
    });
    m_runName->clear();
}

void TrainPage::onTrained(const RunRecord &run)
{
    const auto select = run.protocol.value(QStringLiteral("select")).toString();
    const auto figure = run.test.find(select.toStdString());
    const auto text =
        figure == run.test.end()
            ? tr("%1 is trained.").arg(runLabel(run))
            : tr("%1 is trained: %2 is %3 on the test part.").arg(runLabel(run), select, formatMetric(figure->second));
    Q_EMIT noticeRaised({.level = Notice::Level::Good,
                         .text = text,
                         .action = tr("Compare"),
                         .onAction = [page = QPointer<TrainPage>(this), ref = RunRef{run.id, runLabel(run)}] {
                             if (!page || !page->session())
                                 return;
                             page->session()->selection().compareRun(ref);
                             Q_EMIT page->pageRequested(QStringLiteral("runs"));
                         }});
}

void TrainPage::startQuick()
{
    if (!session() || !m_quick->isEnabled())
        return;
    const auto quick = std::make_shared<Quick>();
    const auto requests = quickRequests();
    quick->open = static_cast<int>(requests.size());
    for (const auto &one : requests)
        queue(one, [this, quick](const Outcome<TrainResult> &outcome) { onQuickOver(quick, outcome); });
}

void TrainPage::onQuickOver(const std::shared_ptr<Quick> &quick, const Outcome<TrainResult> &outcome)
{
    if (const auto *result = std::get_if<TrainResult>(&outcome))
        quick->runs.push_back({result->run.id, runLabel(result->run)});
    if (--quick->open > 0 || quick->runs.empty())
        return;
    std::array<std::optional<RunRef>, kMaxComparedRuns> compared;
    for (std::size_t i = 0; i < quick->runs.size() && i < compared.size(); ++i)
        compared[i] = quick->runs[i];
    session()->selection().setRuns(compared);
    if (isVisible()) {
        Q_EMIT pageRequested(QStringLiteral("runs"));
        return;
    }
    Q_EMIT noticeRaised({.level = Notice::Level::Good,
                         .text = tr("The quick comparison is done."),
                         .action = tr("Show runs"),
                         .onAction = [page = QPointer<TrainPage>(this)] {
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
    if (id != QLatin1String("start-training"))
        return false;
    startTraining();
    return true;
}

bool TrainPage::isSettled() const
{
    return !m_factsJob.isRunning() && !m_estimateJob.isRunning() && !m_overlayJob.isRunning() &&
           !m_estimateTimer->isActive();
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
        m_noParams->setVisible(info->schema.specs().empty());
    }
    m_paramsTitle->setText(tr("Parameters"));
    m_reset->setText(tr("Reset all"));
    m_noParams->setText(tr("It has no parameters."));
    m_nameLabel->setText(tr("Name of the run"));
    m_runName->setPlaceholderText(tr("Optional"));
    m_train->setText(tr("Train"));
    showEstimate();
    showQuick();
}

} // namespace aisle
