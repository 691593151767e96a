#include "widgets/train/spliteditor.h"
#include "widgets/common/flowlayout.h"
#include "widgets/common/theme.h"
#include "widgets/forms/numberfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QStandardItemModel>
#include <QTimeZone>
#include <QVBoxLayout>
#include <cmath>

namespace aisle {

namespace {

constexpr int kFieldHeight = 30; ///< so that a label alone stands on the line of the fields beside it

NumberField *numberField(QWidget *parent, const char *name, double min, double max)
{
    auto *field = new NumberField(parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setRange(min, max, ParamScale::Linear, true);
    return field;
}

QDateEdit *dateField(QWidget *parent, const char *name)
{
    auto *field = new QDateEdit(parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    field->setCalendarPopup(true);
    field->setFocusPolicy(Qt::StrongFocus);
    return field;
}

QWidget *pairs(QWidget *parent, std::initializer_list<std::pair<QLabel *, QWidget *>> fields)
{
    auto *box = new QWidget(parent);
    auto *flow = new FlowLayout(box, kSpaceBetween);
    flow->setContentsMargins(0, 0, 0, 0);
    for (const auto &[label, field] : fields) {
        auto *pair = new QWidget(box);
        auto *row = new QHBoxLayout(pair);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(kSpaceInside);
        row->addWidget(label);
        if (field) {
            row->addWidget(field);
            label->setBuddy(field);
        }
        pair->setMinimumHeight(kFieldHeight);
        flow->addWidget(pair);
    }
    return box;
}

std::int64_t midnight(const QDate &date)
{
    return date.startOfDay(QTimeZone::utc()).toMSecsSinceEpoch();
}

QDate dateOf(std::int64_t at)
{
    return QDateTime::fromMSecsSinceEpoch(at, QTimeZone::utc()).date();
}

} // namespace

SplitEditor::SplitEditor(QWidget *parent) : Retranslated(parent), m_way(new QComboBox(this)), m_help(new QLabel(this))
{
    m_way->setObjectName(QStringLiteral("split"));
    m_way->setFocusPolicy(Qt::StrongFocus);
    for (int way = 0; way <= static_cast<int>(Way::None); ++way)
        m_way->addItem(QString(), way);
    m_help->setWordWrap(true);
    setSecondary(m_help);
    m_train = numberField(this, "split-train", 1, 99);
    m_valid = numberField(this, "split-valid", 0, 98);
    m_foldCount = numberField(this, "split-folds", 2, 100);
    m_fold = numberField(this, "split-fold", 1, 100);
    m_inputShare = numberField(this, "split-input", 1, 99);
    m_validFrom = dateField(this, "split-valid-from");
    m_testFrom = dateField(this, "split-test-from");
    for (auto **label : {&m_trainLabel, &m_validLabel, &m_testLabel, &m_validFromLabel, &m_testFromLabel,
                         &m_foldCountLabel, &m_foldLabel, &m_inputLabel})
        *label = new QLabel(this);
    m_shares = pairs(this, {{m_trainLabel, m_train}, {m_validLabel, m_valid}, {m_testLabel, nullptr}});
    m_dates = pairs(this, {{m_validFromLabel, m_validFrom}, {m_testFromLabel, m_testFrom}});
    m_folds = pairs(this, {{m_foldCountLabel, m_foldCount}, {m_foldLabel, m_fold}});
    m_input = pairs(this, {{m_inputLabel, m_inputShare}});
    m_randomInput = new QCheckBox(this);
    m_randomInput->setObjectName(QStringLiteral("split-random-input"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    for (QWidget *part : {static_cast<QWidget *>(m_way), m_shares, m_dates, m_folds, m_input,
                          static_cast<QWidget *>(m_randomInput), static_cast<QWidget *>(m_help)})
        layout->addWidget(part);

    connect(m_way, &QComboBox::currentIndexChanged, this, &SplitEditor::onChanged);
    for (auto *field : {m_train, m_valid, m_foldCount, m_fold, m_inputShare})
        connect(field, &NumberField::valueChanged, this, &SplitEditor::onChanged);
    for (auto *field : {m_validFrom, m_testFrom})
        connect(field, &QDateEdit::dateChanged, this, &SplitEditor::onChanged);
    connect(m_randomInput, &QCheckBox::toggled, this, &SplitEditor::onChanged);
    retranslate();
    setSpec(SplitSpec{});
}

SplitEditor::Way SplitEditor::way() const
{
    return static_cast<Way>(m_way->currentData().toInt());
}

SplitSpec SplitEditor::spec() const
{
    SplitSpec spec;
    spec.train = std::lround(m_train->value()) / 100.;
    spec.valid = std::lround(m_valid->value()) / 100.;
    spec.test = (100 - std::lround(m_train->value()) - std::lround(m_valid->value())) / 100.;
    spec.folds = static_cast<int>(m_foldCount->value());
    spec.fold = static_cast<int>(m_fold->value()) - 1;
    spec.inputShare = std::lround(m_inputShare->value()) / 100.;
    spec.randomInput = (way() == Way::NewUsers || way() == Way::UserFolds) && m_randomInput->isChecked();
    switch (way()) {
    case Way::TimeDates:
        spec.validFrom = midnight(m_validFrom->date());
        spec.testFrom = midnight(m_testFrom->date());
        [[fallthrough]];
    case Way::TimeShares:
        spec.kind = SplitKind::Time;
        break;
    case Way::LeaveLastOut:
        spec.kind = SplitKind::LeaveLastOut;
        break;
    case Way::LeaveLastBasketOut:
        spec.kind = SplitKind::LeaveLastBasketOut;
        break;
    case Way::UserRandom:
        spec.kind = SplitKind::UserRandom;
        break;
    case Way::Random:
        spec.kind = SplitKind::Random;
        break;
    case Way::Folds:
        spec.kind = SplitKind::Folds;
        break;
    case Way::NewUsers:
        spec.kind = SplitKind::NewUsers;
        break;
    case Way::NewProducts:
        spec.kind = SplitKind::NewProducts;
        break;
    case Way::UserFolds:
        spec.kind = SplitKind::UserFolds;
        break;
    case Way::Fixed:
        spec.kind = SplitKind::Fixed;
        break;
    case Way::None:
        spec.kind = SplitKind::None;
        break;
    }
    return spec;
}

void SplitEditor::setSpec(const SplitSpec &spec)
{
    m_showing = true;
    static constexpr Way kWays[]{Way::TimeShares,  Way::LeaveLastOut,       Way::UserRandom, Way::Random,
                                 Way::Folds,       Way::NewUsers,           Way::Fixed,      Way::None,
                                 Way::NewProducts, Way::LeaveLastBasketOut, Way::UserFolds};
    const auto chosen =
        spec.kind == SplitKind::Time && spec.testFrom ? Way::TimeDates : kWays[static_cast<int>(spec.kind)];
    m_way->setCurrentIndex(static_cast<int>(chosen));
    m_train->setValue(std::round(spec.train * 100));
    m_valid->setValue(std::round(spec.valid * 100));
    m_foldCount->setValue(spec.folds);
    m_fold->setValue(spec.fold + 1);
    m_inputShare->setValue(std::round(spec.inputShare * 100));
    m_randomInput->setChecked(spec.randomInput);
    if (spec.testFrom) {
        m_testFrom->setDate(dateOf(*spec.testFrom));
        m_validFrom->setDate(dateOf(spec.validFrom.value_or(*spec.testFrom)));
    }
    m_showing = false;
    onChanged();
}

void SplitEditor::setAllowed(bool times, bool parts)
{
    auto *model = qobject_cast<QStandardItemModel *>(m_way->model());
    const auto allow = [&](Way which, bool on) { model->item(static_cast<int>(which))->setEnabled(on); };
    allow(Way::TimeShares, times);
    allow(Way::TimeDates, times);
    allow(Way::Fixed, parts);
}

void SplitEditor::setPeriod(std::int64_t firstAt, std::int64_t lastAt)
{
    m_showing = true;
    m_validFrom->setDate(dateOf(firstAt + (lastAt - firstAt) / 10 * 8));
    m_testFrom->setDate(dateOf(firstAt + (lastAt - firstAt) / 10 * 9));
    m_showing = false;
}

void SplitEditor::onChanged()
{
    if (m_showing)
        return;
    m_showing = true;
    m_valid->setRange(0, 99 - m_train->value(), ParamScale::Linear, true);
    m_fold->setRange(1, m_foldCount->value(), ParamScale::Linear, true);
    if (m_validFrom->date() > m_testFrom->date())
        m_validFrom->setDate(m_testFrom->date());
    m_showing = false;
    showWay();
    Q_EMIT changed();
}

void SplitEditor::showWay()
{
    const auto chosen = way();
    m_shares->setVisible(chosen == Way::TimeShares || chosen == Way::UserRandom || chosen == Way::Random ||
                         chosen == Way::NewUsers || chosen == Way::NewProducts);
    m_dates->setVisible(chosen == Way::TimeDates);
    const bool ofShoppers = chosen == Way::NewUsers || chosen == Way::UserFolds;
    m_folds->setVisible(chosen == Way::Folds || chosen == Way::UserFolds);
    m_input->setVisible(ofShoppers);
    m_randomInput->setVisible(ofShoppers);
    m_testLabel->setText(tr("Test %1 %").arg(100 - std::lround(m_train->value()) - std::lround(m_valid->value())));
    switch (chosen) {
    case Way::TimeShares:
        m_help->setText(
            tr("The oldest events teach, the newest test: as it is in a shop, where nobody knows tomorrow."));
        break;
    case Way::TimeDates:
        m_help->setText(tr("Everything before the first date teaches; from the second date on it tests."));
        break;
    case Way::LeaveLastOut:
        m_help->setText(tr("Every shopper's last event tests, the last but one validates: as sequence papers do."));
        break;
    case Way::LeaveLastBasketOut:
        m_help->setText(tr("Every shopper's last basket tests, the last but one validates: what will they buy next "
                           "time? Offer seen products, since baskets live on repeats."));
        break;
    case Way::UserRandom:
        m_help->setText(
            tr("Some events of every shopper, drawn at random: to compare with papers. Later events may teach what "
               "earlier ones test."));
        break;
    case Way::Random:
        m_help->setText(tr("Some of all events, drawn at random: to compare with papers."));
        break;
    case Way::Folds:
        m_help->setText(tr("The events in equal parts at random; one part tests. There is no validation part."));
        break;
    case Way::NewUsers:
        m_help->setText(tr("Some shoppers are not learnt from at all: how well are newcomers served?"));
        break;
    case Way::NewProducts:
        m_help->setText(tr("Some products are not learnt from at all: how well are new ones placed?"));
        break;
    case Way::UserFolds:
        m_help->setText(tr("The shoppers in equal parts at random; one part is not learnt from and tests. There is no "
                           "validation part."));
        break;
    case Way::Fixed:
        m_help->setText(tr("The log came split, and its parts are used."));
        break;
    case Way::None:
        m_help->setText(tr("Everything is learnt from and nothing is tested: the run to show and to ship, after its "
                           "twin was judged."));
        break;
    }
}

void SplitEditor::retranslate()
{
    m_showing = true;
    const QStringList names{tr("By time, shares"),
                            tr("By time, dates"),
                            tr("Each shopper's last event"),
                            tr("Each shopper's last basket"),
                            tr("At random within each shopper"),
                            tr("At random over all events"),
                            tr("Folds"),
                            tr("New shoppers"),
                            tr("New products"),
                            tr("Folds of shoppers"),
                            tr("As the log says"),
                            tr("Nothing held out")};
    for (int i = 0; i < m_way->count(); ++i)
        m_way->setItemText(i, names[i]);
    m_way->setAccessibleName(tr("How the events are divided"));
    m_trainLabel->setText(tr("Train %"));
    m_validLabel->setText(tr("Validation %"));
    m_validFromLabel->setText(tr("Validation from"));
    m_testFromLabel->setText(tr("Test from"));
    m_foldCountLabel->setText(tr("Parts"));
    m_foldLabel->setText(tr("Tested part"));
    m_inputLabel->setText(tr("Known of a new shopper, %"));
    m_randomInput->setText(tr("Known events at random"));
    m_showing = false;
    showWay();
}

} // namespace aisle
