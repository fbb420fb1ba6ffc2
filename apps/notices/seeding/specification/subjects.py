"""Subjects of nonfiction, with the Dewey numbers of their shelves."""

from __future__ import annotations


def _subjects(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a name and a number, written as "Beekeeping 638.1; Quilting 746.46"."""
    pairs = (" ".join(each.split()).rpartition(" ") for each in text.split(";"))
    return tuple((name, number) for name, _, number in pairs)


PRACTICAL = _subjects(
    """
    Archery 799.32; Astronomy 520; Backpacking 796.51; Beekeeping 638.1; Bicycle Repair 629.28; Bird-Watching 598.07;
    Blacksmithing 682; Bookbinding 686.3; Bookkeeping 657.2; Bread Baking 641.815; Calligraphy 745.61; Camping 796.54;
    Candle Making 745.593; Canning 641.42; Canoeing 797.122; Carpentry 694; Cheese Making 637.3; Chess 794.1;
    Clock Repair 681.11; Composting 631.875; Container Gardening 635.986; Crochet 746.434; Dog Training 636.7;
    Drawing 741.2; Embroidery 746.44; Fermentation 664.024; Fishing 799.1; Fly-Tying 688.79; Folk Dancing 793.31;
    Fruit Growing 634; Furniture Repair 684.1; Genealogy 929.1; Geology 551; Guitar 787.87; Herb Gardening 635.7;
    Home Plumbing 696.1; Home Wiring 621.319; Horse Riding 798.2; Houseplant 635.965; Juggling 793.87; Kite Flying
    796.158; Knitting 746.432; Knot Tying 623.888; Leatherwork 745.531; Letter Writing 808.86; Map Reading 912.01;
    Meteorology 551.5; Model Railroad 625.19; Mushroom 579.6; Nature Journaling 508; Origami 736.982; Paper Making
    676.22; Photography 771; Piano 786.2; Pie Baking 641.865; Pottery 738.1; Poultry Keeping 636.5; Public Speaking
    808.51; Puppetry 791.53; Quilting 746.46; Rock Climbing 796.522; Rowing 797.123; Sailing 797.124; Seed Saving
    631.521; Sewing 646.2; Soap Making 668.12; Soup 641.813; Stained Glass 748.5; Storytelling 808.543; Swimming
    797.21; Tea 641.3372; Trail Running 796.428; Upholstery 645.4; Vegetable Gardening 635; Violin 787.2; Watercolor
    751.422; Weaving 746.14; Whittling 736.4; Wildflower 582.13; Woodturning 684.083
    """
)
FIGURES = _subjects(
    """
    Bach 780.92; Beethoven 780.92; Brahms 780.92; Chopin 780.92; Dvorak 780.92; Handel 780.92; Haydn 780.92; Liszt
    780.92; Mendelssohn 780.92; Mozart 780.92; Purcell 780.92; Schubert 780.92; Tchaikovsky 780.92; Verdi 780.92;
    Vivaldi 780.92; Botticelli 759.5; Caravaggio 759.5; Goya 759.6; Rembrandt 759.9492; Titian 759.5; Velazquez 759.6;
    Vermeer 759.9492; Copernicus 520.92; Galileo 520.92; Kepler 520.92; Newton 530.092; Euclid 510.92; Linnaeus
    580.92; Marco Polo 910.92; Magellan 910.92; Cleopatra 932.021; Julius Caesar 937.05; Charlemagne 944.014;
    Joan of Arc 944.026; Homer 883.01; Sappho 884.01; Dante 851.1; Chaucer 821.1; Shakespeare 822.33; Cervantes 863.3
    """
)
SUBJECTS = dict((*PRACTICAL, *FIGURES))
"""Number by name."""
assert len(SUBJECTS) == len(PRACTICAL) + len(FIGURES)
