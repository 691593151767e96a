#include "widgets/features/graph/tripleimportdialog.h"

#include "widgets/commands/plainbutton.h"
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>

namespace aisle {

namespace {
enum Kind { Triples, Social };
}

TripleImportDialog::TripleImportDialog(const QString &path, QWidget *parent)
    : FormDialog(QStringLiteral("triples-start"), parent)
{
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("triple-kind"));
    m_kind->addItems({QString(), QString()});
    m_order = new QComboBox(this);
    m_order->setObjectName(QStringLiteral("triple-order"));
    m_order->addItems({QString(), QString(), QString()});
    m_file = makeField("triple-file");
    m_file->setText(path);
    m_links = makeField("link-file");
    m_entities = makeField("entity-file");
    m_relations = makeField("relation-file");
    m_relation = makeField("social-relation");
    m_relation->setText(QStringLiteral("trusts")); // a name in the data, no word of the window
    for (auto **button : {&m_browseFile, &m_browseLinks, &m_browseEntities, &m_browseRelations})
        *button = plainButton(this, "browse");
    m_sameNames = new QCheckBox(this);
    m_sameNames->setObjectName(QStringLiteral("same-names"));
    m_replace = new QCheckBox(this);
    m_replace->setObjectName(QStringLiteral("replace"));
    addRow(m_kind);
    addRow(m_file, m_browseFile);
    addRow(m_links, m_browseLinks);
    addRow(m_entities, m_browseEntities);
    addRow(m_relations, m_browseRelations);
    addRow(m_order);
    addRow(m_relation);
    addRow(m_sameNames);
    addRow(m_replace);
    connectAll();
    retranslate();
}

void TripleImportDialog::connectAll()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, &TripleImportDialog::show);
    for (auto *field : {m_file, m_links, m_entities, m_relations, m_relation})
        connect(field, &QLineEdit::textChanged, this, &TripleImportDialog::show);
    connect(m_browseFile, &QPushButton::clicked, this,
            [this] { choose(m_file, isSocial() ? tr("File of pairs of shoppers") : tr("File of triples"), false); });
    connect(m_browseLinks, &QPushButton::clicked, this, [this] { choose(m_links, tr("File of links"), false); });
    connect(m_browseEntities, &QPushButton::clicked, this,
            [this] { choose(m_entities, tr("Names of the entities"), false); });
    connect(m_browseRelations, &QPushButton::clicked, this,
            [this] { choose(m_relations, tr("Names of the relations"), false); });
}

bool TripleImportDialog::isSocial() const
{
    return m_kind->currentIndex() == Social;
}

TripleImport TripleImportDialog::choice() const
{
    TripleImport chosen{.triples = {}, .isSocial = isSocial(), .relation = m_relation->text().trimmed()};
    auto &files = chosen.triples.files;
    files.triples = m_file->text().trimmed();
    if (chosen.isSocial)
        return chosen;
    files.links = m_links->text().trimmed();
    files.entities = m_entities->text().trimmed();
    files.relations = m_relations->text().trimmed();
    if (m_order->currentIndex() > 0)
        files.order = m_order->currentIndex() == 1 ? TripleOrder::HeadRelationTail : TripleOrder::HeadTailRelation;
    chosen.triples.sameNames = m_sameNames->isChecked();
    chosen.triples.replace = m_replace->isChecked();
    return chosen;
}

QString TripleImportDialog::whyNot() const
{
    const auto chosen = choice();
    const auto &files = chosen.triples.files;
    if (files.triples.isEmpty())
        return tr("Choose a file.");
    for (const auto &file : {files.triples, files.links, files.entities, files.relations})
        if (!file.isEmpty() && !QFileInfo(file).isFile())
            return tr("There is no file %1.").arg(file);
    if (chosen.isSocial && chosen.relation.isEmpty())
        return tr("Say what one shopper is to the other.");
    return {};
}

void TripleImportDialog::show()
{
    const bool social = isSocial();
    for (auto *editor :
         std::initializer_list<QWidget *>{m_links, m_entities, m_relations, m_order, m_sameNames, m_replace})
        setRowVisible(editor, !social);
    setRowVisible(m_relation, social);
    const auto problem = whyNot();
    setReady(problem.isEmpty());
    if (!problem.isEmpty())
        return say(problem);
    say(social ? tr("Two keys of shoppers a line. What was there stays.")
        : m_links->text().trimmed().isEmpty()
            ? tr("Head, relation and tail a line. Without links nothing says which entity is which product.")
            : tr("Head, relation and tail a line; the links say which entity is which product. What was there stays."));
}

void TripleImportDialog::retranslate()
{
    setWindowTitle(tr("Import into the graph"));
    setLabels({tr("What it is"), tr("File"), tr("Links to products"), tr("Names of entities"), tr("Names of relations"),
               tr("Order of the columns"), tr("Relation"), QString(), QString()});
    setButtons(tr("Import"), tr("Cancel"));
    m_kind->setItemText(Triples, tr("Triples of a knowledge graph"));
    m_kind->setItemText(Social, tr("Pairs of shoppers: who trusts whom"));
    m_order->setItemText(0, tr("As the file says"));
    m_order->setItemText(1, tr("Head, relation, tail"));
    m_order->setItemText(2, tr("Head, tail, relation"));
    for (auto *field : {m_links, m_entities, m_relations})
        field->setPlaceholderText(tr("none"));
    for (auto *button : {m_browseFile, m_browseLinks, m_browseEntities, m_browseRelations})
        button->setText(tr("Choose..."));
    m_sameNames->setText(tr("An entity that is called as a product's key is that product"));
    m_replace->setText(tr("In place of what earlier imports of triples brought"));
    show();
}

} // namespace aisle
