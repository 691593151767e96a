#include "widgets/import/questions.h"
#include "core/common/error.h"
#include "core/common/text/markuptext.h"
#include "widgets/common/theme.h"
#include "widgets/forms/discard.h"
#include "widgets/import/joinbox.h"
#include "widgets/import/valuechoices.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"
#include "widgets/text/progresstext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace aisle {

namespace {

using About = ImportQuestion::About;

constexpr int kMaxKindWords = 12;
constexpr int kBoxLetters = 12;

/// Whether one of the questions says the same, with its cost.
bool isAsked(const QString &remark)
{
    return remark.contains(QLatin1String("have no shopper")) ||
           remark.contains(QLatin1String("have a negative quantity")) ||
           remark.startsWith(QLatin1String("The kind '")) || remark.startsWith(QLatin1String("Looked up in "));
}

bool isLog(const ImportFile &file)
{
    return file.part == FilePart::Log || file.part == FilePart::Unknown;
}

QString costText(const ImportQuestion &question)
{
    const auto share = formatPercent(static_cast<double>(question.rows) / static_cast<double>(question.of));
    const auto text = question.isOfSample ? ImportQuestions::tr("%1 of the %2 [row|rows] looked at (%3)")
                                          : ImportQuestions::tr("%1 of all %2 [row|rows] (%3)");
    return Error::fill(text, {formatCount(question.rows), formatCount(question.of), share});
}

QGridLayout *gridIn(QWidget *parent)
{
    auto *grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(kSpacePage);
    grid->setVerticalSpacing(kSpaceBetween);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return grid;
}

void addPair(QGridLayout *grid, QLabel *label, QComboBox *box)
{
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(kBoxLetters);
    label->setWordWrap(true);
    label->setBuddy(box);
    const auto row = grid->rowCount();
    grid->addWidget(label, row, 0, Qt::AlignVCenter);
    grid->addWidget(box, row, 1, Qt::AlignVCenter);
}

} // namespace

ImportQuestions::ImportQuestions(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kSpaceBetween);
}

void ImportQuestions::clear()
{
    while (auto *item = m_layout->takeAt(0))
        discard(item);
    m_cards.clear();
    m_kindLabels.clear();
    m_title = m_guestsNeed = nullptr;
    m_guests = nullptr;
    m_fold = nullptr;
    m_recognised = nullptr;
    m_grid = nullptr;
    m_join = nullptr;
    m_values = nullptr;
    m_facts = 0;
}

void ImportQuestions::show(const ImportFile &file, const QStringList &others, const QStringList &joinColumns)
{
    clear();
    m_file = file;
    m_recipe = file.recipe;
    const bool isTable = m_recipe.layout == Layout::Events && !file.failure;
    addPast();
    if (isTable && isLog(file))
        addCards();
    if (!file.failure)
        addFold(isTable, isLog(file));
    if (isLog(file) && !file.failure)
        addDuplicates();
    if (isTable && isLog(file))
        addJoin(others, joinColumns);
    m_layout->addStretch(1);
}

void ImportQuestions::say()
{
    m_file.recipe = m_recipe;
    Q_EMIT changed(m_recipe);
}

void ImportQuestions::addPast()
{
    if (!m_file.like)
        return;
    const auto name = markupText(QFileInfo(m_file.like->source.path).fileName());
    auto *label = new QLabel(this);
    label->setObjectName(QStringLiteral("like"));
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setText(m_file.replaces
                       ? tr("With the choices of the import that is done again. It stays until this one has succeeded.")
                       : tr("Its columns are those of %1: read as the import of it was. <a href=\"#\">Look at the file "
                            "afresh</a>")
                             .arg(name));
    connect(label, &QLabel::linkActivated, this, &ImportQuestions::pastRefused);
    m_layout->addWidget(label);
}

/// A card for everything that may become a question; those about no row are hidden.
void ImportQuestions::addCards()
{
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("questions-title"));
    m_title->setFont(sectionFont());
    m_layout->addWidget(m_title);
    addGuests();
    addReturns();
    if (isKindAsked())
        addKindDefault(addCard(About::Kind, tr("What happened in these rows?"), QStringLiteral("question-kind")).room);
    addUnknownKinds();
    fillCards(questionsOf(m_file));
}

/// Neither a column of kinds nor another one tells what happened.
bool ImportQuestions::isKindAsked() const
{
    return !m_recipe.columnOf(Role::Kind) && m_file.recognition.recipe.kindDefault == Recipe().kindDefault;
}

ImportQuestions::Card ImportQuestions::addCard(About about, const QString &title, const QString &object)
{
    Card card{new QFrame(this)};
    card.frame->setObjectName(object);
    card.frame->setFrameShape(QFrame::StyledPanel);
    card.room = new QVBoxLayout(card.frame);
    card.room->setSpacing(kSpaceInside);
    auto *heading = new QLabel(title, card.frame);
    heading->setFont(strongFont());
    heading->setWordWrap(true);
    card.cost = new QLabel(card.frame);
    card.cost->setObjectName(object + QStringLiteral("-cost"));
    card.cost->setWordWrap(true);
    setSecondary(card.cost);
    card.room->addWidget(heading);
    card.room->addWidget(card.cost);
    card.frame->hide();
    m_layout->addWidget(card.frame);
    m_cards[about] = card;
    return card;
}

void ImportQuestions::fillCards(const std::vector<ImportQuestion> &questions)
{
    for (const auto &[about, card] : m_cards) {
        const auto asked = std::find_if(questions.begin(), questions.end(),
                                        [about = about](const auto &question) { return question.about == about; });
        card.frame->setVisible(asked != questions.end());
        if (asked == questions.end())
            continue;
        card.cost->setText(costText(*asked));
        if (about == About::Guests) {
            m_guests->setVisible(asked->canBeKept);
            m_guestsNeed->setVisible(!asked->canBeKept);
        }
    }
    if (m_title)
        m_title->setText(openQuestions() > 0 ? tr("%n questions", nullptr, openQuestions()) : tr("No questions"));
}

int ImportQuestions::openQuestions() const
{
    return static_cast<int>(std::count_if(m_cards.begin(), m_cards.end(),
                                          [](const auto &entry) { return !entry.second.frame->isHidden(); }));
}

void ImportQuestions::addGuests()
{
    const auto card = addCard(About::Guests, tr("Rows without a shopper"), QStringLiteral("question-guests"));
    m_guests = new QComboBox(card.frame);
    m_guests->setObjectName(QStringLiteral("guests"));
    m_guests->setAccessibleName(tr("Rows without a shopper"));
    m_guests->addItems({tr("leave them out"), tr("one anonymous shopper per order or session")});
    m_guests->setCurrentIndex(m_recipe.guestsBySession ? 1 : 0);
    m_guestsNeed =
        new QLabel(tr("They are left out. To keep them, say above which column is the order or session."), card.frame);
    m_guestsNeed->setWordWrap(true);
    connect(m_guests, &QComboBox::activated, this, [this](int index) {
        m_recipe.guestsBySession = index == 1;
        say();
    });
    card.room->addWidget(m_guests);
    card.room->addWidget(m_guestsNeed);
}

void ImportQuestions::addReturns()
{
    const auto card = addCard(About::Returns, tr("Negative quantities"), QStringLiteral("question-returns"));
    auto *box = new QCheckBox(tr("A negative quantity is a return"), card.frame);
    box->setObjectName(QStringLiteral("returns"));
    box->setChecked(m_recipe.negativeQuantityIsReturn);
    connect(box, &QCheckBox::toggled, this, [this](bool on) {
        m_recipe.negativeQuantityIsReturn = on;
        say();
    });
    card.room->addWidget(box);
}

void ImportQuestions::addUnknownKinds()
{
    const auto &unknown = m_file.recognition.unknownKinds;
    if (unknown.isEmpty() || !m_recipe.columnOf(Role::Kind))
        return;
    const auto card =
        addCard(About::UnknownKinds, tr("What do these words mean?"), QStringLiteral("question-unknown-kinds"));
    auto *words = new QWidget(card.frame);
    addKinds(true, gridIn(words));
    card.room->addWidget(words);
}

QComboBox *ImportQuestions::meaningBox(Meaning meaning)
{
    auto *box = new QComboBox(this);
    for (const auto known : kMeanings)
        box->addItem(meaningText(known), static_cast<int>(known));
    box->setCurrentIndex(box->findData(static_cast<int>(meaning)));
    return box;
}

void ImportQuestions::addKindDefault(QVBoxLayout *room)
{
    auto *box = meaningBox(m_recipe.kindDefaultMeaning);
    box->setObjectName(QStringLiteral("kind-default"));
    box->setAccessibleName(tr("Every row is a kind of"));
    connect(box, &QComboBox::activated, this, [this, box](int) {
        m_recipe.kindDefaultMeaning = static_cast<Meaning>(box->currentData().toInt());
        m_recipe.kindDefault = QString::fromLatin1(meaningName(m_recipe.kindDefaultMeaning));
        say();
    });
    auto *label = new QLabel(tr("Every row is a kind of"), this);
    if (room) {
        room->addWidget(label);
        room->addWidget(box);
    } else {
        addPair(m_grid, label, box);
        ++m_facts;
    }
}

QLabel *ImportQuestions::kindLabel(const QString &word, std::int64_t rows)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setText(m_file.recognition.whole ? Error::fill(tr("“%1” (%2 [row|rows]) means"), {word, formatCount(rows)})
                                            : tr("“%1” (%2 of the rows looked at) means").arg(word, formatCount(rows)));
    m_kindLabels[word] = label;
    return label;
}

void ImportQuestions::setKind(const QString &word, Meaning meaning)
{
    auto place = std::find_if(m_recipe.kindMap.begin(), m_recipe.kindMap.end(),
                              [&](const auto &pair) { return pair.first == word; });
    if (place == m_recipe.kindMap.end())
        m_recipe.kindMap.emplace_back(word, meaning);
    else
        place->second = meaning;
    say();
}

void ImportQuestions::addKinds(bool unknown, QGridLayout *grid)
{
    int shown = 0;
    for (const auto &[word, count] : m_file.recognition.kindWords) {
        if (m_file.recognition.unknownKinds.contains(word) != unknown || ++shown > kMaxKindWords)
            continue;
        const auto known = std::find_if(m_recipe.kindMap.begin(), m_recipe.kindMap.end(),
                                        [&, name = word](const auto &pair) { return pair.first == name; });
        auto *box = meaningBox(known == m_recipe.kindMap.end() ? Meaning::Other : known->second);
        box->setObjectName(QStringLiteral("kind-%1").arg(word));
        connect(box, &QComboBox::activated, this,
                [this, box, word = word](int) { setKind(word, static_cast<Meaning>(box->currentData().toInt())); });
        addPair(grid, kindLabel(word, count), box);
        m_facts += !unknown;
    }
}

void ImportQuestions::addFold(bool isTable, bool isLog)
{
    m_fold = new QToolButton(this);
    m_fold->setObjectName(QStringLiteral("recognised"));
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_recognised = new QWidget(this);
    m_grid = gridIn(m_recognised);
    addRemarks();
    if (isTable && isLog && m_recipe.columnOf(Role::Kind))
        addKinds(false, m_grid);
    else if (isTable && isLog && !isKindAsked())
        addKindDefault(nullptr);
    if (isTable)
        addValues();
    m_fold->setText(tr("%n things recognised", nullptr, m_facts));
    m_fold->setVisible(m_facts > 0);
    connect(m_fold, &QToolButton::toggled, this, &ImportQuestions::setOpen);
    m_layout->addWidget(m_fold, 0, Qt::AlignLeft);
    m_layout->addWidget(m_recognised);
    m_fold->setChecked(m_isOpen);
    setOpen(m_isOpen);
}

void ImportQuestions::setOpen(bool open)
{
    m_isOpen = open;
    m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_recognised->setVisible(open);
}

void ImportQuestions::addRow(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
    ++m_facts;
}

void ImportQuestions::addRemarks()
{
    for (const auto &remark : m_file.recognition.remarks) {
        if (isAsked(remark))
            continue;
        auto *label = new QLabel(remarkText(remark), this);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        setSecondary(label);
        addRow(label);
    }
}

/// The editors live as long as they show the same file: one that is typed in must not go while it is.
void ImportQuestions::addValues()
{
    m_values = new ValueChoices(this);
    m_values->show(m_recipe);
    connect(m_values, &ValueChoices::edited, this, [this](const std::function<void(Recipe &)> &edit) {
        edit(m_recipe);
        say();
    });
    addRow(m_values);
}

void ImportQuestions::addDuplicates()
{
    auto *drop = new QCheckBox(tr("Drop exact duplicates"), this);
    drop->setObjectName(QStringLiteral("duplicates"));
    drop->setToolTip(tr("They are counted either way."));
    drop->setChecked(m_recipe.dropDuplicates);
    connect(drop, &QCheckBox::toggled, this, [this](bool on) {
        m_recipe.dropDuplicates = on;
        say();
    });
    m_layout->addWidget(drop);
}

void ImportQuestions::addJoin(const QStringList &others, const QStringList &columns)
{
    m_join = new JoinBox(this);
    m_join->show(m_recipe, others, columns);
    connect(m_join, &JoinBox::joinChosen, this, &ImportQuestions::joinChosen);
    connect(m_join, &JoinBox::joinLeft, this, &ImportQuestions::joinLeft);
    m_layout->addWidget(m_join);
}

void ImportQuestions::showJoinProblem(const QString &sentence)
{
    if (m_join)
        m_join->showProblem(sentence);
}

void ImportQuestions::showCosts(const ImportPreview &preview)
{
    fillCards(questionsOf(m_file, &preview));
    if (!preview.whole)
        return;
    for (const auto &[word, label] : m_kindLabels)
        if (const auto exact = preview.kinds.find(word.toStdString()); exact != preview.kinds.end())
            label->setText(Error::fill(tr("“%1” (%2 [row|rows]) means"), {word, formatCount(exact->second)}));
}

} // namespace aisle
